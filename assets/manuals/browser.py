"""Drives a headless Chromium by the lines of standard input, one command a line.

    size WIDTH HEIGHT     the window's size, at 1.5 pixels a point
    go ADDRESS            opens a page
    wait EXPRESSION       waits until a JavaScript expression is true, for 30 s at most
    do EXPRESSION         evaluates a JavaScript expression
    file SELECTOR PATH    chooses a file in a field of the page
    picture PATH          a PNG of the window
    pdf PATH              prints the page on the paper that it asks for

Needs Python 3 and `chromium`, no other package.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile


class Browser:
    def __init__(self, profile):
        to_browser, self.to = os.pipe()
        self.from_browser, from_browser = os.pipe()
        # The browser reads commands from descriptor 3 and answers on 4.
        arguments = [
            "bash", "-c", f'exec chromium "$@" 3<&{to_browser} 4>&{from_browser}', "chromium",
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars",
            "--ignore-certificate-errors", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe", f"--user-data-dir={profile}",
        ]
        self.process = subprocess.Popen(
            arguments, pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.answers = os.fdopen(self.from_browser, "rb")
        self.session = None
        self.last_id = 0
        self.buffer = b""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def message(self):
        while b"\0" not in self.buffer:
            read = self.answers.read1(1 << 16)
            if not read:
                sys.exit("browser.py: chromium has ended")
            self.buffer += read
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.last_id += 1
        call = {"id": self.last_id, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.to, json.dumps(call).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.last_id:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['result'].get('description')}")
        return answer["result"].get("value")

    def wait(self, expression):
        watch = (
            "new Promise((done) => { const end = Date.now() + 30000; const look = () => {"
            f"let seen = false; try {{ seen = ({expression}) }} catch {{}}"
            "seen ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 50) }; look(); })"
        )
        for _ in range(20):
            try:
                if self.evaluate(watch):
                    return
                break
            except RuntimeError:
                continue  # The page was left, and the next one is watched.
        raise RuntimeError(f"never true: {expression}; the page says: {self.evaluate('document.body.innerText')}")


def run(browser, line):
    command, _, rest = line.partition(" ")
    if command == "size":
        width, height = rest.split()
        browser.call("Emulation.setDeviceMetricsOverride", width=int(width), height=int(height), deviceScaleFactor=1.5, mobile=False)
    elif command == "go":
        browser.call("Page.navigate", url=rest)
        browser.wait("document.readyState === 'complete' && location.href !== 'about:blank'")
    elif command == "wait":
        browser.wait(rest)
    elif command == "do":
        browser.evaluate(rest)
    elif command == "file":
        selector, path = rest.split(" ", 1)
        field = browser.call("Runtime.evaluate", expression=f"document.querySelector({selector!r})")
        browser.call("DOM.setFileInputFiles", files=[os.path.abspath(path)], objectId=field["result"]["objectId"])
    elif command == "picture":
        picture = browser.call("Page.captureScreenshot", format="png")
        with open(rest, "wb") as file:
            file.write(base64.b64decode(picture["data"]))
    elif command == "pdf":
        printed = browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        with open(rest, "wb") as file:
            file.write(base64.b64decode(printed["data"]))
    else:
        raise RuntimeError(f"no such command: {line}")


def main():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            for line in sys.stdin:
                if line.strip():
                    run(browser, line.rstrip("\n"))
        except RuntimeError as error:
            sys.exit(f"browser.py: {error}")
        finally:
            browser.process.terminate()
            browser.process.wait()


main()
