"""browser.py - headless Chromium over its debugging pipe; only the standard library.

    with Browser() as b:            # Missing is raised where there is no Chromium
        b.open(url, width=320, dark=True)
        b.run("document.title")
        b.picture("x.png")
        b.press("Tab")
"""
import base64
import json
import os
import shutil
import subprocess
import tempfile

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=1"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    pass


class Browser:
    def __init__(self):
        program = next((n for n in NAMES if shutil.which(n)), None)
        if not program:
            raise Missing("no Chromium")
        self.profile = tempfile.mkdtemp(prefix="readout-browser-")
        down, self.send_to = os.pipe()
        self.read_from, up = os.pipe()

        def wire():
            # Chromium reads commands from 3 and answers on 4. Both are moved out of the way first.
            a, b = os.dup(down), os.dup(up)
            while min(a, b) < 5:
                a, b = os.dup(a), os.dup(b)
            os.dup2(a, 3)
            os.dup2(b, 4)
        self.process = subprocess.Popen([program, *FLAGS, "--user-data-dir=" + self.profile, "--remote-debugging-pipe", "about:blank"],
                                        preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        self.buffer, self.number, self.session, self.events = b"", 0, None, []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            self.call(domain + ".enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        try:
            self.call("Browser.close")
        except (OSError, EOFError):
            pass
        os.close(self.send_to)
        os.close(self.read_from)
        self.process.wait(20)
        shutil.rmtree(self.profile, ignore_errors=True)

    def message(self):
        while b"\0" not in self.buffer:
            got = os.read(self.read_from, 1 << 20)
            if not got:
                raise EOFError("the browser is gone")
            self.buffer += got
        one, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **params):
        self.number += 1
        order = {"id": self.number, "method": method, "params": params}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.send_to, json.dumps(order).encode() + b"\0")
        while True:
            m = self.message()
            if m.get("id") == self.number:
                if "error" in m:
                    raise RuntimeError(method + ": " + m["error"]["message"])
                return m["result"]
            self.events.append(m)

    def wait(self, event):
        while True:
            for i, m in enumerate(self.events):
                if m.get("method") == event:
                    del self.events[i]
                    return m["params"]
            self.events.append(self.message())

    def open(self, url, width=1280, height=900, dark=False, script=True):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.events = []
        self.call("Page.navigate", url=url)
        self.wait("Page.loadEventFired")

    def run(self, script):
        got = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in got:
            raise RuntimeError(json.dumps(got["exceptionDetails"])[:400])
        return got["result"].get("value")

    def run_still(self, script):
        """Where the page's own script is off; that of the tests is not."""
        self.call("Emulation.setScriptExecutionDisabled", value=False)
        got = self.run(script)
        self.call("Emulation.setScriptExecutionDisabled", value=True)
        return got

    def complaints(self):
        """What the browser logged since the page was opened: refused resources, policy, errors."""
        return [m["params"]["entry"]["text"] for m in self.events if m.get("method") == "Log.entryAdded"]

    def requests(self):
        return [m["params"]["request"]["url"] for m in self.events if m.get("method") == "Network.requestWillBeSent"]

    def picture(self, path):
        with open(path, "wb") as f:
            f.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def press(self, key):
        codes = {"Tab": 9, "Enter": 13, "Escape": 27}
        extra = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        code = codes.get(key) or ord(key.upper())
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **extra)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)
