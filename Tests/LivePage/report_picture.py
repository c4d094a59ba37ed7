#!/usr/bin/env python3
"""Makes the picture of the report in README.md: its beginning and its evaluation side by side.

    Tests/LivePage/report_picture.py report/mnist/index.html docs/report.png
"""

import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
from browser import Browser

WIDTH, HEIGHT, GAP = 840, 1160, 24

report, picture = sys.argv[1:]
address = Path(report).resolve().as_uri()
frames = "".join(f'<iframe src="{address}{part}" width="{WIDTH}" height="{HEIGHT}"></iframe>' for part in ("", "#evaluation"))
with tempfile.NamedTemporaryFile("w", suffix=".html") as page, Browser(2 * WIDTH + 3 * GAP, HEIGHT + 2 * GAP, 0.75) as browser:
    page.write(f"""<!DOCTYPE html><style>
        body {{ margin: {GAP}px; display: flex; gap: {GAP}px; background: #d0d7de; }}
        iframe {{ border: 0; background: #fff; border-radius: 6px; box-sizing: border-box; }}
        iframe + iframe {{ padding-top: {GAP}px; }}
    </style>{frames}""")
    page.flush()
    browser.call("Page.navigate", url=Path(page.name).as_uri())
    browser.wait_for("document.readyState === 'complete' && document.querySelectorAll('iframe').length === 2")
    browser.frame()
    browser.screenshot(picture)
