"""A static host on the loopback interface, in a process of its own, that tells what it has sent."""

import json
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from urllib.request import urlopen

TOLD = "/-sent"  # asked for what was sent since it was asked last


class Host:
    """`with Host(folder) as host`: the folder at `host.address`, until the end of the block."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        spawn = get_context("spawn")
        ours, theirs = spawn.Pipe()
        self.process = spawn.Process(target=serve, args=(str(self.folder), theirs), daemon=True)
        self.process.start()
        theirs.close()  # or a host that does not start would be waited for without end
        self.address = f"http://127.0.0.1:{ours.recv()}/"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.join()

    def sent(self):
        """`[(path, bytes of the body)]` since the last call."""
        with urlopen(self.address.rstrip("/") + TOLD) as answer:  # noqa: S310 - our own host
            return [tuple(row) for row in json.load(answer)]


def serve(folder, pipe):
    sent = []

    class Telling(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and a small body leave in one packet
        disable_nagle_algorithm = True

        def do_GET(self):
            if self.path != TOLD:
                super().do_GET()
                return
            body = json.dumps(sent).encode()
            sent.clear()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def copyfile(self, source, outputfile):
            content = source.read()
            sent.append((self.path.split("?")[0], len(content)))
            outputfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Telling, directory=folder))
    server.daemon_threads = True
    pipe.send(server.server_port)
    sys.exit(server.serve_forever())
