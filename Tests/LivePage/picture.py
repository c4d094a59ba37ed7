#!/usr/bin/env python3
"""Makes the picture of the live page in README.md: a digit drawn by mouse, and a unit of the second convolution taken apart.

    Tests/LivePage/picture.py report/mnist/live.html docs/live-page.png
"""

import sys

sys.dont_write_bytecode = True
from browser import Browser
from page_test import DIGITS

page, picture = sys.argv[1:]
with Browser(1440, 900) as browser:
    browser.open(page)
    browser.draw("#pad", DIGITS[3])
    browser.evaluate("document.getElementById('stage-conv2').focus()")
    # The strongest unit of the stage.
    browser.press("Home")
    browser.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    browser.frame()
    browser.screenshot(picture)
