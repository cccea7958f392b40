"""writing.py - what users write: notes, corrections, saved queries; who may; forms that were made elsewhere."""
import base64
import html
import os
import re
import subprocess
import urllib.parse

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def token_of(server, path="statements?q=a", headers=None):
    found = re.search(r'name="token" value="([0-9a-f]{64})"', server.ask(path, headers=headers or {})[1].decode())
    return found and found.group(1)


def post(server, path, fields, headers=None):
    return server.ask(path, method="POST", body=urllib.parse.urlencode(fields).encode(), headers={**FORM, **(headers or {})})


def test(server, check):
    s = server.json("statements.json?limit=1")["items"][0]
    at, token = "statement/" + s["id"], token_of(server)
    if not check(token, "a page with a form has a token"):
        return
    note = {"record": s["id"], "text": "Says who? <b>&amp; \"why\"", "who": "Ida", "back": "/" + at, "token": token}
    # What must not be believed.
    check(post(server, "note", {**note, "token": ""})[0].status == 403, "no token")
    check(post(server, "note", {**note, "token": "0" * 64})[0].status == 403, "a wrong token")
    check(post(server, "note", note, {"Origin": "http://evil.example"})[0].status == 403, "another origin")
    check(post(server, "note", note, {"Origin": "null"})[0].status == 403, "no origin to speak of")
    check(post(server, "note", note, {"Sec-Fetch-Site": "cross-site"})[0].status == 403, "another site")
    check(post(server, "note", note, {"Content-Type": "text/plain"})[0].status == 415, "no form")
    check(post(server, "note", {**note, "text": "x" * 20000})[0].status == 413, "too large a form")
    check(post(server, "note", {**note, "text": ""})[0].status == 400, "an empty note")
    check(post(server, "statements", note)[0].status == 405, "POST where nothing is written")
    check("Says who?" not in server.get(at), "nothing was kept so far")
    # What is.
    r, _ = post(server, "note", note, {"Origin": f"http://127.0.0.1:{server.port}", "Sec-Fetch-Site": "same-origin"})
    check(r.status == 303 and r.headers["Location"] == "/" + at, f"a note: {r.status}", r.headers["Location"])
    check(html.escape(note["text"]).replace("&quot;", "&quot;") in server.get(at) and "Ida" in server.get(at), "the note stands at its statement")
    check(server.json(at + ".json") == s, "the record is as it was read")
    for back in ("//evil.example/", "http://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nX: y"):
        r, _ = post(server, "note", {**note, "back": back})
        check(r.status == 303 and r.headers["Location"] == "/changes", f"back to {back!r}", r.headers["Location"])
    correct = {"kind": "correct", "what": s["id"], "field": "channel", "to": "interview by radio", "why": "heard it", "who": "Ida", "back": "/" + at, "token": token}
    check(post(server, "change", correct)[0].status == 303, "a correction")
    page = server.get(at)
    check("interview by radio" in page and "corrected by" in page, "the correction stands beside what was read")
    check((s["channel"].replace("_", " ")) in page, "what was read is still there")
    changes = server.json("changes.json")["items"]
    change = [c for c in changes if c["what"] == s["id"] and c["kind"] == "correct"]
    check(len(change) == 1 and change[0]["who"] == "Ida" and change[0]["to"] == "interview by radio" and re.match(r"\d{4}-\d\d-\d\dT", change[0]["at"]), "who and when", change)
    if change:
        check(post(server, "undo", {"id": change[0]["id"], "who": "Ida", "back": "/changes", "token": token})[0].status == 303, "undo")
        check("corrected by" not in server.get(at), "an undone correction is gone from the field")
        check([c["undone"] for c in server.json("changes.json")["items"] if c["id"] == change[0]["id"]] == [True], "and kept among the changes")
    check(post(server, "change", {**correct, "kind": "sing"})[0].status == 400, "a change of no kind")
    # Saved queries.
    check(post(server, "watch", {"name": "calls", "query": "channel=phone_call&evil=1", "back": "/watches", "token": token})[0].status == 303, "a saved query")
    watch = [w for w in server.json("watches.json")["items"] if w["name"] == "calls"]
    check(len(watch) == 1 and watch[0]["query"] == "channel=phone_call", "its query", watch)
    fresh = server.json("watch/calls.json?limit=200")["items"]
    check(fresh and all(i["channel"] == "phone_call" for i in fresh), "what is new in it", len(fresh))
    r, feed = server.ask("watch/calls.atom")
    check(r.status == 200 and b"<entry>" in feed, "its feed", r.status)
    seq = re.search(r'name="seq" value="(\d+)"', server.get("watch/calls"))
    check(seq and post(server, "seen", {"name": "calls", "seq": seq.group(1), "back": "/watches", "token": token})[0].status == 303, "all seen")
    check(not server.json("watch/calls.json")["items"], "nothing is new then")
    check(post(server, "watch", {"name": "x", "query": "evil=1", "token": token})[0].status == 400, "a query that asks for nothing")
    check(post(server, "unwatch", {"name": "calls", "back": "/watches", "token": token})[0].status == 303 and server.ask("watch/calls")[0].status == 404, "forgotten")


def attack(server, strings, check):
    """Attack strings as notes, changes, names of queries: the crawl that follows looks at the pages that show them."""
    token = token_of(server)
    ids = [i["id"] for i in server.json("statements.json?limit=5")["items"]]
    for n, raw in enumerate(strings):
        s = raw.decode("utf-8", "replace").replace("\0", "")[:150]
        got = [post(server, "note", {"record": ids[n % len(ids)], "text": s, "who": s, "token": token})[0].status,
               post(server, "change", {"kind": "correct", "what": ids[n % len(ids)], "field": "speaker", "to": s, "who": s, "why": s, "token": token})[0].status,
               post(server, "watch", {"name": s, "query": "q=" + urllib.parse.quote(s, safe=""), "token": token})[0].status]
        check(all(x in (303, 400) for x in got), f"attack {n} as what a user writes: {got}")


def basic(name, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_auth(start, program, dossier, tmp, check):
    passwords, tokens = os.path.join(tmp, "passwords"), os.path.join(tmp, "token")
    made = subprocess.run(["openssl", "passwd", "-6", "-salt", "abcdefgh", "sesame open"], capture_output=True, text=True, check=False)
    hashed = made.stdout.strip() if made.returncode == 0 else ""
    with open(tokens, "w", encoding="utf-8") as f:
        f.write("t0ken-of-some-length-0123456789\n")
    os.chmod(tokens, 0o600)
    options = ["--token-file", tokens]
    if check(hashed.startswith("$6$"), "openssl passwd", made.stderr):
        with open(passwords, "w", encoding="utf-8") as f:
            f.write("# who may\nida:" + hashed + "\n")
        os.chmod(passwords, 0o644)
        options += ["--password-file", passwords]
    with start(*options, "--listen", "0.0.0.0") as server:
        r, body = server.ask("")
        check(r.status == 401 and "Basic" in r.headers["WWW-Authenticate"] and b"<form method" not in body, "nobody is let in without a name", r.status)
        check(server.ask("static/readout.css")[0].status == 401, "not even to the style sheet")
        check(server.ask("", headers={"Authorization": "Bearer t0ken-of-some-length-0123456789"})[0].status == 200, "the token")
        check(server.ask("", headers=basic("anyone", "t0ken-of-some-length-0123456789"))[0].status == 200, "the token as a password")
        if hashed:
            check(server.ask("", headers=basic("ida", "sesame open"))[0].status == 200, "the password")
            text = server.ask("statements?q=a", headers=basic("ida", "sesame open"))[1].decode()
            s = re.search(r"/statement/([0-9a-f]{16})", text)
            at = "statement/" + s.group(1)
            check('value="ida"' in server.ask(at, headers=basic("ida", "sesame open"))[1].decode(), "the name is known to the forms")
            token = token_of(server, headers=basic("ida", "sesame open"))
            check(post(server, "note", {"record": s.group(1), "text": "x", "token": token})[0].status == 401, "writing asks for a name, too")
        for wrong in (basic("ida", "sesame"), basic("ida", ""), basic("", ""), {"Authorization": "Bearer x"}, {"Authorization": "Basic ###"}, {"Authorization": "Digest a"}):
            check(server.ask("", headers=wrong)[0].status == 401, f"let in: {wrong}")
        got = [server.ask("", headers=basic("ida", f"guess {i}"))[0].status for i in range(20)]
        check(429 in got and set(got) <= {401, 429}, "guessing is slowed down", got)
        check(server.ask("", headers={"Authorization": "Bearer t0ken-of-some-length-0123456789"})[0].status == 200, "who was let in before stays in")
    check("encrypted" in server.stderr, "a warning", server.stderr)
    check(not hashed or "chmod 600" in server.stderr, "a warning about a file that others may read", server.stderr)
    with start("--read-only") as server:
        check("<form method" not in server.get(at if hashed else "changes"), "a server that only reads has no forms")
        check(post(server, "note", {"record": "x", "text": "x", "who": "x", "token": "0" * 64})[0].status == 405, "and takes none")
    for bad in ("", "short\n", "has a blank in it 0123456789\n"):
        with open(tokens, "w", encoding="utf-8") as f:
            f.write(bad)
        got = subprocess.run([program, "serve", "--port", "0", "--token-file", tokens, "--dossier", dossier], capture_output=True, text=True, timeout=20, check=False)
        check(got.returncode == 64, f"a token file with {bad!r}", got.returncode, got.stderr)
