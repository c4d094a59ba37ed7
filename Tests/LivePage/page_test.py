#!/usr/bin/env python3
"""Opens a live page in headless Chromium and uses it as people do: draws with real pointer events, points at units of every
stage, taps, presses keys, and compares what is shown with what must be true.

    Tests/LivePage/page_test.py PAGE [--strokes DIR --logits CSV]

PAGE  a report/NAME/live.html, of MNIST
DIR   what `lenet export-dataset --dataset synthetic --strokes N` wrote: digits to draw, with their labels
CSV   what `lenet evaluate --dataset synthetic --logits CSV` wrote: how the program reads their images, which are drawn with
      pens of all widths
"""

import argparse
import csv
import gzip
import hashlib
import json
import os
import re
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from browser import Browser

PAGE, STROKES, LOGITS = None, None, None

# One way to write each digit, in the unit square.
DIGITS = {
    0: [[(.5, .2), (.35, .3), (.3, .5), (.36, .72), (.5, .8), (.64, .7), (.7, .5), (.64, .28), (.5, .2)]],
    1: [[(.52, .2), (.5, .5), (.48, .8)]],
    2: [[(.33, .32), (.42, .2), (.6, .2), (.67, .34), (.55, .55), (.33, .78), (.5, .78), (.7, .78)]],
    3: [[(.34, .25), (.5, .18), (.66, .28), (.6, .42), (.46, .48), (.64, .55), (.67, .7), (.52, .81), (.33, .75)]],
    4: [[(.4, .2), (.34, .4), (.3, .54), (.5, .54), (.7, .52)], [(.62, .2), (.6, .5), (.58, .82)]],
    5: [[(.66, .2), (.5, .2), (.4, .2), (.38, .44), (.54, .42), (.66, .56), (.62, .74), (.46, .82), (.33, .76)]],
    6: [[(.6, .18), (.45, .32), (.37, .52), (.37, .7), (.5, .81), (.63, .7), (.6, .56), (.48, .53), (.38, .63)]],
    7: [[(.32, .24), (.5, .23), (.68, .22), (.6, .42), (.52, .6), (.47, .82)]],
    8: [[(.6, .26), (.48, .2), (.38, .3), (.46, .44), (.6, .56), (.63, .7), (.5, .81), (.38, .71), (.44, .54), (.58, .42),
         (.64, .3), (.6, .26)]],
    9: [[(.64, .34), (.54, .22), (.4, .26), (.36, .4), (.46, .5), (.6, .44), (.64, .34), (.62, .55), (.56, .8)]],
}


def shown(text):
    """The number that a text shows."""
    return float(re.sub(r"[\s\u00a0\u202f+%>×]", "", text).replace("\u2212", "-"))


class LivePage(unittest.TestCase):
    """One browser for all tests on a desktop; each starts with a fresh page."""

    options = {}

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser(**cls.options)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.browser.complaints.clear()
        self.browser.requests.clear()
        self.browser.open(PAGE)

    def tearDown(self):
        self.assertEqual(self.browser.complaints, [], "the page logged or threw")
        address = f"file://{os.path.abspath(PAGE)}"
        self.assertEqual([url for url in self.browser.requests if url != address], [], "the page asked for something")

    def text(self, selector):
        return self.browser.evaluate(f"document.querySelector({json.dumps(selector)}).textContent")

    def answer(self):
        return self.browser.evaluate("document.getElementById('answer').dataset.class")

    def values(self, selector, attribute):
        """The exact numbers of all elements that a selector finds, and what each shows, alone or in bold."""
        pairs = self.browser.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})].map((e) => "
            f"[Number(e.dataset.{attribute}), (e.querySelector('b') ?? e).textContent])")
        return [value for value, _ in pairs], [shown(text) for _, text in pairs]

    def logits(self):
        return self.browser.evaluate("[...document.querySelectorAll('[data-logit]')].map((e) => Number(e.dataset.logit))")

    def part(self, name):
        values, texts = self.values(f"#inspector [data-part='{name}']", "value")
        self.assertEqual(len(values), 1, name)
        self.assertAlmostEqual(values[0], texts[0], delta=6e-5)
        return values[0]


class Desktop(LivePage):
    def test_the_logits_of_all_recorded_images_are_the_programs(self):
        record = json.loads(self.text("#record"))
        images = [image for group in record["exhibits"] for image in group["images"]]
        self.assertGreater(len(images), 0)
        self.assertIn(f"{len(images)} of {len(images)} agree", self.text("#agreement"))
        for index in range(0, len(images), 7):
            self.browser.evaluate(f"document.querySelectorAll('.thumbnail')[{index}].click()")
            self.browser.frame()
            place = f"Test image {images[index]['index']}" if "index" in images[index] else "Recorded image"
            self.assertTrue(self.text("#source").startswith(f"{place}: {images[index]['label']}"), self.text("#source"))
            for own, program in zip(self.logits(), images[index]["logits"], strict=True):
                self.assertAlmostEqual(own, program, delta=1e-4)

    def test_each_digit_drawn_with_a_mouse_is_read(self):
        for digit, strokes in DIGITS.items():
            with self.subTest(digit=digit):
                self.browser.click("#clear")
                self.browser.draw("#pad", strokes)
                self.assertEqual(self.answer(), str(digit))
                self.assertIn(f"Read as {digit}", self.text("#status"))

    def test_a_small_digit_in_a_corner_is_read_only_when_it_is_prepared(self):
        small = [[(.05 + .22 * x, .05 + .22 * y) for x, y in stroke] for stroke in DIGITS[5]]
        self.browser.draw("#pad", small)
        self.assertEqual(self.answer(), "5")
        prepared = self.logits()
        self.browser.click("#as-drawn")
        self.assertEqual(self.browser.evaluate("document.getElementById('as-drawn').getAttribute('aria-checked')"), "true")
        self.assertNotEqual(self.logits(), prepared)
        self.assertNotEqual(self.answer(), "5")

    def test_undo_takes_one_stroke_and_clear_all(self):
        self.browser.draw("#pad", DIGITS[4][:1])
        before = self.logits()
        self.browser.draw("#pad", DIGITS[4][1:])
        self.assertNotEqual(self.logits(), before)
        self.browser.click("#undo")
        self.assertEqual(self.logits(), before)
        self.browser.click("#clear")
        self.assertEqual(self.answer(), "")
        self.assertIn("nothing drawn", self.text("#answer"))

    def test_the_numbers_of_a_convolution_add_up(self):
        self.browser.draw("#pad", DIGITS[3])
        for stage, map_, across, down, channels in (("conv1", 6, .5, .3, 1), ("conv2", 9, .55, .35, 6)):
            with self.subTest(stage=stage):
                self.browser.move_to(f"#stage-{stage} .map:nth-of-type({map_})", across, down)
                self.assertIn(f"{stage}, map {map_ - 1}", self.text("#inspector h3"))
                terms, texts = self.values("#inspector [data-term]", "term")
                self.assertEqual(len(terms), channels)
                self.assertAlmostEqual(sum(terms), self.part("products"), places=9)
                self.assertAlmostEqual(sum(texts), self.part("products"), delta=channels * 6e-5)
                self.assertAlmostEqual(self.part("products") + self.part("bias"), self.part("sum"), places=9)
                self.assertAlmostEqual(max(self.part("sum"), 0), self.part("value"), delta=1e-5)
                for channel in range(channels):
                    if channels > 1:
                        self.browser.evaluate(f"document.querySelectorAll('.term[aria-pressed]')[{channel}].click()")
                    products, written = self.values("#inspector .products [data-product]", "product")
                    self.assertEqual(len(products), 25)
                    self.assertAlmostEqual(sum(products), terms[channel], places=9)
                    self.assertAlmostEqual(sum(written), terms[channel], delta=25 * 6e-4)

    def test_pooling_shows_its_block_and_leads_to_the_one_it_took(self):
        self.browser.draw("#pad", DIGITS[3])
        for stage, before, map_ in (("pool1", "conv1", 6), ("pool2", "conv2", 14)):
            with self.subTest(stage=stage):
                self.browser.move_to(f"#stage-{stage} .map:nth-of-type({map_})", .5, .3)
                block, _ = self.values("#inspector [data-input]", "input")
                self.assertEqual(len(block), 4)
                value = self.part("value")
                self.assertEqual(max(block), value)
                self.assertEqual(self.values("#inspector .chosen", "input")[0], [value])
                self.browser.evaluate("document.querySelector('#inspector .link').click()")
                self.assertIn(f"{before}, map {map_ - 1}", self.text("#inspector h3"))
                self.assertAlmostEqual(self.part("value"), value, delta=1e-6)

    def test_the_numbers_of_linear_units_add_up(self):
        self.browser.draw("#pad", DIGITS[3])
        for stage, inputs in (("linear1", 400), ("linear2", 120), ("linear3", 84)):
            with self.subTest(stage=stage):
                self.browser.move_to(f"#stage-{stage} canvas", .34, .3)
                self.assertIn(stage, self.text("#inspector h3"))
                self.assertIn(f"{inputs} products", self.text("#inspector .sum"))
                products, written = self.values("#inspector .largest [data-product]", "product")
                self.assertAlmostEqual(sum(products), self.part("products"), places=9)
                self.assertAlmostEqual(sum(written), self.part("products"), delta=len(products) * 6e-5)
                self.assertAlmostEqual(self.part("products") + self.part("bias"), self.part("sum"), places=9)
                if stage != "linear3":
                    self.assertAlmostEqual(max(self.part("sum"), 0), self.part("value"), delta=1e-5)
                self.browser.move_to("#inspector .atlas", .1, .1)
                x, w, product = re.search(r": (\S+) × (\S+) = (\S+)", self.text("#inspector .readout")).groups()
                self.assertAlmostEqual(shown(x) * shown(w), shown(product), delta=1e-3)

    def test_for_and_against_add_up_to_each_logit(self):
        self.browser.draw("#pad", DIGITS[8])
        for label in range(10):
            self.browser.click(f".class-row[data-class='{label}']")
            logit = self.logits()[label]
            supporting, opposing, rest = (self.part(part) for part in ("for", "against", "rest"))
            self.assertGreaterEqual(supporting, 0)
            self.assertLessEqual(opposing, 0)
            self.assertAlmostEqual(supporting + opposing + rest, logit, places=5)
            self.assertAlmostEqual(self.part("sum"), logit, places=4)

    def test_a_pinned_unit_stays_while_one_draws_and_points_elsewhere(self):
        self.browser.click("#stage-conv1 .map:nth-of-type(2)", .5, .5)
        name = self.text("#inspector h3")
        self.browser.move_to("#stage-conv2 .map:nth-of-type(2)", .5, .5)
        self.assertEqual(self.text("#inspector h3"), name)
        before = self.part("sum")
        self.browser.draw("#pad", DIGITS[0])
        self.assertEqual(self.text("#inspector h3"), name)
        self.assertNotEqual(self.part("sum"), before)
        self.browser.press("Escape")
        self.browser.move_to("#stage-conv2 .map:nth-of-type(2)", .5, .5)
        self.assertIn("conv2", self.text("#inspector h3"))

    def test_a_digit_can_be_drawn_and_units_be_reached_with_keys_alone(self):
        self.browser.evaluate("document.getElementById('pad').focus()")
        self.browser.press(" ")
        for _ in range(12):
            self.browser.press("ArrowDown")
        self.browser.press(" ")
        self.browser.frame()
        self.assertEqual(self.answer(), "1")
        for _ in range(40):
            self.browser.press("Tab")
            if self.browser.evaluate("document.activeElement.id") == "stage-conv1":
                break
        self.assertEqual(self.browser.evaluate("document.activeElement.id"), "stage-conv1")
        self.browser.press("Home")
        before = self.text("#inspector h3")
        self.browser.press("ArrowLeft")
        self.assertNotEqual(self.text("#inspector h3"), before)
        self.assertIn(self.text("#inspector h3"), self.text("#status"))
        self.browser.press("PageDown")
        self.browser.press("Enter")
        self.assertEqual(self.browser.evaluate("document.getElementById('pin').getAttribute('aria-pressed')"), "true")
        self.browser.evaluate("document.getElementById('pad').focus()")
        self.browser.press("Backspace")
        self.browser.frame()
        self.assertEqual(self.answer(), "")

    def test_focus_stays_on_the_channel_whose_products_keys_ask_for(self):
        self.browser.click("#stage-conv2 .map:nth-of-type(3)", .5, .5)
        focused = "[...document.querySelectorAll('#inspector .term[aria-pressed]')].indexOf(document.activeElement)"
        for channel in (4, 1):
            self.browser.evaluate(f"document.querySelectorAll('#inspector .term[aria-pressed]')[{channel}].focus()")
            self.browser.press("Enter")
            self.assertEqual(self.browser.evaluate(focused), channel)
            self.assertIn(f"map {channel}", self.text("#inspector .products caption"))
            self.assertEqual(self.browser.evaluate("document.activeElement.getAttribute('aria-pressed')"), "true")

    def test_the_answer_follows_the_pen_and_the_other_preparation_is_read_when_it_is_lifted(self):
        self.browser.evaluate("document.getElementById('pad').focus()")
        self.browser.press(" ")
        for _ in range(12):
            self.browser.press("ArrowDown")
        self.browser.frame()
        self.assertEqual(self.answer(), "1")
        self.assertNotIn("As drawn", self.text("#source"))
        self.browser.press(" ")
        self.browser.frame()
        self.assertIn("As drawn, it would be", self.text("#source"))

    def test_a_photo_of_a_digit_on_shaded_paper_is_read(self):
        strokes = json.dumps(DIGITS[2])
        self.browser.evaluate(f"""(async () => {{
            const canvas = document.createElement("canvas");
            [canvas.width, canvas.height] = [640, 480];
            const context = canvas.getContext("2d");
            const shade = context.createLinearGradient(0, 0, 640, 480);
            shade.addColorStop(0, "#f4efe2");
            shade.addColorStop(1, "#a9a397");
            context.fillStyle = shade;
            context.fillRect(0, 0, 640, 480);
            context.lineWidth = 5;
            context.lineJoin = context.lineCap = "round";
            context.strokeStyle = "#3c3f55";
            for (const stroke of {strokes}) {{
                context.beginPath();
                for (const [x, y] of stroke) context.lineTo(120 + 300 * x, 60 + 300 * y);
                context.stroke();
            }}
            const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
            const data = new DataTransfer();
            data.items.add(new File([blob], "photo.png", {{ type: "image/png" }}));
            document.dispatchEvent(new DragEvent("drop", {{ dataTransfer: data, bubbles: true, cancelable: true }}));
        }})()""")
        self.browser.wait_for("document.getElementById('source').textContent.startsWith('Your picture')")
        self.assertEqual(self.answer(), "2")

    def test_a_file_that_is_no_picture_is_refused_in_words(self):
        self.browser.evaluate("""(() => {
            const data = new DataTransfer();
            data.items.add(new File(["no picture"], "notes.txt"));
            document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        })()""")
        self.browser.wait_for("document.getElementById('status').textContent.includes('not a picture')")

    def test_the_page_is_one_file_that_may_run_its_own_script_alone(self):
        with open(PAGE, encoding="utf-8") as file:
            page = file.read()
        self.assertLess(len(page.encode()), 700_000)
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        title = self.browser.evaluate("""(async () => {
            try {
                const script = document.createElement("script");
                script.src = "data:text/javascript,document.title = 'taken over'";
                document.body.append(script);
            } catch { }
            await fetch("https://example.com/").catch(() => null);
            return document.title;
        })()""")
        self.assertNotEqual(title, "taken over")
        self.assertEqual([url for url in self.browser.requests if url.startswith("http")], [])
        self.browser.complaints.clear()

    def test_everything_has_a_name_for_screen_readers(self):
        nameless = self.browser.evaluate("""[...document.querySelectorAll("button, input, [role], canvas:not([aria-hidden] *)")]
            .filter((e) => !e.closest("[aria-hidden]") && !e.closest("button, [role=img]:not(canvas)")?.contains(e.parentElement))
            .filter((e) => !e.getAttribute("aria-label") && e.textContent.trim() === "" && !e.closest("label")
                && e.getAttribute("role") !== "status").map((e) => e.outerHTML.slice(0, 80))""")
        self.assertEqual(nameless, [])
        self.assertEqual(self.browser.evaluate("document.getElementById('status').getAttribute('aria-live')"), "polite")

    def test_synthetic_digits_are_read_from_their_strokes_at_least_as_well_as_from_their_images(self):
        if STROKES is None:
            self.skipTest("no strokes were given")
        with open(os.path.join(STROKES, "t10k-strokes.json"), encoding="utf-8") as file:
            digits = json.load(file)
        with gzip.open(os.path.join(STROKES, "t10k-labels-idx1-ubyte.gz")) as file:
            labels = file.read()[8:]
        right = 0
        for strokes, label in zip(digits, labels):
            xs, ys = zip(*(point for stroke in strokes for point in stroke))
            scale = 0.7 / max(max(xs) - min(xs), max(ys) - min(ys))
            on_pad = [[(0.15 + (x - min(xs)) * scale, 0.15 + (y - min(ys)) * scale) for x, y in stroke[::3] + stroke[-1:]]
                      for stroke in strokes]
            self.browser.evaluate("document.getElementById('clear').click()")
            self.browser.draw("#pad", on_pad)
            right += self.answer() == str(label)
        with open(LOGITS, encoding="utf-8") as file:
            rows = [[float(logit) for logit in row] for row in list(csv.reader(file))[:len(digits)]]
        by_program = sum(row.index(max(row)) == label for row, label in zip(rows, labels))
        print(f"of {len(digits)} synthetic digits the page reads {right} from strokes, the program {by_program} from images")
        self.assertGreaterEqual(right, by_program)


class Resizing(unittest.TestCase):
    """`resize.js` by itself, against the hashes of Pillow's pixels that the program's own resizing is held to."""

    def test_images_of_any_size_get_pillows_pixels(self):
        root = Path(__file__).resolve().parent.parent.parent
        with open(root / "Tests/DatasetsTests/ImageResizerTests.swift", encoding="utf-8") as file:
            gray = file.read().partition("func pillow")[0]
        cases = [(*map(int, numbers), digest)
                 for *numbers, digest in re.findall(r'\((\d+), (\d+), (\d+), (\d+), "([0-9a-f]{64})"\)', gray)]
        self.assertGreater(len(cases), 10)
        with open(root / "Sources/LivePageModules/Page/resize.js", encoding="utf-8") as file:
            module = file.read().replace("export function", "function")
        with Browser() as browser:
            for rows, columns, new_rows, new_columns, digest in cases:
                pixels = browser.evaluate(f"""(() => {{
                    {module}
                    const pixels = Uint8Array.from({{ length: {rows * columns} }}, (_, index) => {{
                        const [row, column] = [Math.floor(index / {columns}), index % {columns}];
                        return 7 * row * row + 31 * column + 13 * row * column;
                    }});
                    return [...resize({{ rows: {rows}, columns: {columns}, pixels }}, {new_rows}, {new_columns}).pixels];
                }})()""")
                with self.subTest(size=(rows, columns), to=(new_rows, new_columns)):
                    self.assertEqual(hashlib.sha256(bytes(pixels)).hexdigest(), digest)


class Phone(LivePage):
    options = {"width": 360, "height": 740, "scale": 2, "touch": True, "dark": True, "reduced_motion": True}

    def test_a_finger_draws_without_moving_the_page(self):
        before = self.browser.box("#pad")
        self.browser.draw_with_finger("#pad", DIGITS[7])
        self.assertEqual(self.answer(), "7")
        self.assertEqual(self.browser.box("#pad"), before)

    def test_a_tap_takes_a_unit_apart_and_buttons_go_on_from_there(self):
        self.browser.tap("#stage-conv2 .map:nth-of-type(3)", .5, .5)
        name = self.text("#inspector h3")
        self.assertIn("conv2, map 2", name)
        self.assertTrue(self.browser.evaluate("""(() => {
            const mark = document.querySelector(".mark-unit:not([hidden])").getBoundingClientRect();
            return mark.top >= 0 && mark.bottom <= document.getElementById("detail").getBoundingClientRect().top;
        })()"""), "the unit lies under what takes it apart")
        self.browser.tap("#move-right")
        self.assertNotEqual(self.text("#inspector h3"), name)
        self.browser.tap("#close")
        self.assertTrue(self.browser.evaluate("document.getElementById('detail').hidden"))

    def test_nothing_is_wider_than_the_screen(self):
        self.browser.tap("#stage-linear1 canvas", .5, .5)
        self.assertLessEqual(self.browser.evaluate("document.documentElement.scrollWidth"), 360)

    def test_it_is_dark_and_nothing_moves_by_itself(self):
        self.assertEqual(self.browser.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(13, 17, 23)")
        self.browser.evaluate("document.querySelectorAll('.thumbnail')[5].click()")
        self.browser.evaluate("new Promise((done) => requestAnimationFrame(done)).then(() => true)")
        self.assertEqual(self.browser.evaluate("document.getAnimations().length"), 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page")
    parser.add_argument("--strokes")
    parser.add_argument("--logits")
    arguments, rest = parser.parse_known_args()
    PAGE, STROKES, LOGITS = arguments.page, arguments.strokes, arguments.logits
    unittest.main(argv=[sys.argv[0], *rest])
