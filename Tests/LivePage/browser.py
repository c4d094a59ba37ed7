"""Headless Chromium, driven by its DevTools protocol over a pair of pipes: needs Chromium and Python alone."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Failure(Exception):
    """What the browser answered instead of a result."""


class Browser:
    """A browser with one page. Everything that the page asked of a network, logged or threw is kept."""

    def __init__(self, width=1440, height=900, scale=1, dark=False, touch=False, reduced_motion=False):
        command = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
        if command is None:
            raise Failure("Chromium is missing: apt-get install chromium")
        self._profile = tempfile.TemporaryDirectory(prefix="live-page-", ignore_cleanup_errors=True)
        # Chromium reads commands from descriptor 3 and writes answers to 4.
        (read_commands, self._commands), (self._answers, write_answers) = os.pipe(), os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (read_commands, write_answers)]
        options = ["--headless", "--remote-debugging-pipe", "--hide-scrollbars", "--no-first-run", "--disable-gpu",
                   "--disable-component-update", "--disable-background-networking", "--force-color-profile=srgb",
                   "--disable-dev-shm-usage", f"--user-data-dir={self._profile.name}"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        self._process = subprocess.Popen(
            [command, *options, "about:blank"], close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)))
        for end in (read_commands, write_answers, *ends):
            os.close(end)
        self._buffer, self._next, self._session = b"", 0, None
        self.requests, self.complaints = [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height, scale, touch)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced_motion else "no-preference"}])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self._session = None
            self.call("Browser.close")
            self._process.wait(10)
        except (Failure, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._commands)
        os.close(self._answers)
        self._profile.cleanup()

    # The protocol

    def call(self, method, **parameters):
        """The result of one command."""
        return self._calls([(method, parameters)])[0]

    def _calls(self, commands):
        """The results of commands that need not wait for each other."""
        data, first = b"", self._next + 1
        for method, parameters in commands:
            self._next += 1
            message = {"id": self._next, "method": method, "params": parameters}
            if self._session:
                message["sessionId"] = self._session
            data += json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._commands, data):]
        results = {}
        while len(results) < len(commands):
            answer = self._read(120)
            if answer.get("id", 0) < first:
                continue
            if "error" in answer:
                raise Failure(f"{commands[answer['id'] - first][0]}: {answer['error']}")
            results[answer["id"] - first] = answer["result"]
        return [results[index] for index in range(len(commands))]

    def _read(self, seconds):
        deadline = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], max(deadline - time.monotonic(), 0))
            piece = os.read(self._answers, 1 << 20) if ready else b""
            if not piece:
                raise Failure("the browser does not answer")
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(message)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, event, details):
        if event == "Network.requestWillBeSent":
            self.requests.append(details["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            exception = details["exceptionDetails"]
            self.complaints.append(exception.get("exception", {}).get("description") or exception["text"])
        elif event == "Runtime.consoleAPICalled":
            self.complaints.append(" ".join(str(part.get("value", part.get("description"))) for part in details["args"]))
        elif event == "Log.entryAdded":
            self.complaints.append(f"{details['entry']['source']}: {details['entry']['text']}")

    # The page

    def resize(self, width, height, scale=1, touch=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=touch)
        self.call("Emulation.setTouchEmulationEnabled", enabled=touch, maxTouchPoints=2)

    def open(self, path):
        self.call("Page.navigate", url=f"file://{os.path.abspath(path)}")
        self.wait_for("document.readyState === 'complete' && document.documentElement.dataset.milliseconds !== undefined")

    def evaluate(self, expression):
        """The value of JavaScript, which may be a promise."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(answer["exceptionDetails"].get("exception", {}).get("description", expression))
        return answer["result"].get("value")

    def wait_for(self, condition, seconds=20):
        deadline = time.monotonic() + seconds
        while not self.evaluate(condition):
            if time.monotonic() > deadline:
                raise Failure(f"never came true: {condition}")
            time.sleep(0.02)

    def frame(self):
        """Returns when everything that was asked for before has been shown."""
        self.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def box(self, selector):
        """Left, top, width and height of an element, which is scrolled into view."""
        return self.evaluate(f"""(() => {{
            const element = document.querySelector({json.dumps(selector)});
            element.scrollIntoView({{ block: "center", inline: "center", behavior: "instant" }});
            const box = element.getBoundingClientRect();
            return [box.left, box.top, box.width, box.height];
        }})()""")

    @staticmethod
    def _mouse(kind, x, y, button="none", clicks=0):
        return "Input.dispatchMouseEvent", {
            "type": kind, "x": x, "y": y, "button": button, "clickCount": clicks, "buttons": 1 if button == "left" else 0,
            "pointerType": "mouse"}

    def move_to(self, selector, across=0.5, down=0.5):
        left, top, width, height = self.box(selector)
        self._calls([self._mouse("mouseMoved", left + across * width, top + down * height)])
        self.frame()

    def click(self, selector, across=0.5, down=0.5):
        self.draw(selector, [[(across, down)]])

    def draw(self, selector, strokes):
        """Strokes in shares of an element's sides, by mouse, which moves faster than frames are shown."""
        left, top, width, height = self.box(selector)
        events = []
        for stroke in strokes:
            points = [(left + x * width, top + y * height) for x, y in stroke]
            events.append(self._mouse("mouseMoved", *points[0]))
            events.append(self._mouse("mousePressed", *points[0], "left", 1))
            events += [self._mouse("mouseMoved", *point, "left") for point in points[1:]]
            events.append(self._mouse("mouseReleased", *points[-1], "left", 1))
        self._calls(events)
        self.frame()

    def draw_with_finger(self, selector, strokes):
        left, top, width, height = self.box(selector)
        for stroke in strokes:
            for index, (x, y) in enumerate(stroke):
                point = {"x": left + x * width, "y": top + y * height}
                self.call("Input.dispatchTouchEvent", type="touchMove" if index else "touchStart", touchPoints=[point])
            self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.frame()

    def tap(self, selector, across=0.5, down=0.5):
        left, top, width, height = self.box(selector)
        point = {"x": left + across * width, "y": top + down * height}
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[point])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.frame()

    _codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "PageUp": 33, "PageDown": 34, "Home": 36, "ArrowLeft": 37,
              "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Delete": 46, "Backspace": 8}

    def press(self, key, shift=False):
        text = {" ": " ", "Enter": "\r"}.get(key)
        details = {"key": key, "windowsVirtualKeyCode": self._codes[key], "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **details,
                  **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **details)

    def screenshot(self, path, whole=False):
        image = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(image["data"]))
