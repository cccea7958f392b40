"""forms.py - views in their other forms: CSV, Atom, JSON-LD, plain text, OpenAPI."""
import csv
import io
import json
import re
import urllib.parse
import xml.etree.ElementTree as xml


def check_form(kind, data, check):
    """Is the answer what its type says?"""
    text = data.decode()
    if kind.startswith("text/csv"):
        rows = list(csv.reader(io.StringIO(text, newline="")))
        check(rows and all(len(r) == len(rows[0]) for r in rows), "CSV of one width")
        check(all(not c or c[0] not in "=+-@\t\r" for r in rows[1:] for c in r if not re.fullmatch(r"--\d\d(-\d\d)?", c)), "CSV without a formula")
    elif "atom+xml" in kind:
        feed = xml.fromstring(data)
        ns = "{http://www.w3.org/2005/Atom}"
        check(feed.tag == ns + "feed" and all(feed.find(ns + t) is not None for t in ("id", "title", "updated")), "an Atom feed")
        ids = [e.find(ns + "id").text for e in feed.iter(ns + "entry")]
        check(len(ids) == len(set(ids)), "entries with ids of their own")
        for e in feed.iter(ns + "entry"):
            check(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", e.find(ns + "updated").text or ""), "an entry with a date")
            check(all(re.match("https?://", link.get("href")) for link in e.iter(ns + "link")), "links that lead somewhere")
    elif "json" in kind:
        check(isinstance(json.loads(text), dict), "JSON")


def conforms(value, schema, whole, path, check):
    """The part of JSON Schema that the description uses."""
    if "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    kinds = {"object": dict, "array": list, "integer": int, "string": str, "null": type(None)}
    want = schema.get("type")
    want = [want] if isinstance(want, str) else want or []
    check(not want or any(isinstance(value, kinds[k]) for k in want), f"{path}: {type(value).__name__}, not {want}")
    for name in schema.get("required", []):
        check(isinstance(value, dict) and name in value, f"{path} lacks {name}")
    for name, inner in schema.get("properties", {}).items():
        if isinstance(value, dict) and name in value:
            conforms(value[name], inner, whole, f"{path}.{name}", check)
    if isinstance(value, list) and "items" in schema:
        for item in value[:30]:
            conforms(item, schema["items"], whole, path + "[]", check)


def example(path, server):
    """The address of something that the path can show, found through its list."""
    lists = {"/statement/": ("statements", "id"), "/page/": ("pages", "id"), "/actor/": ("actors", "key"), "/issue/": ("issues", "key"), "/dispute/": ("disputes", "id"),
             "/contact/": ("contacts", "id"), "/story/": ("stories", "id"), "/name/": ("names", "key"), "/watch/": ("watches", "name")}
    if "{key}" not in path:
        return path
    head = path.split("{")[0]
    if head == "/event/":
        items = [i for i in server.json("timeline.json?limit=200")["items"] if i["type"] == "event"]
        key = "id"
    else:
        where, key = lists[head]
        items = server.json(where + ".json?limit=5")["items"]
    return path.replace("{key}", urllib.parse.quote(items[0][key], safe="")) if items else None


def test_openapi(server, check):
    r, data = server.ask("openapi.json")
    told = json.loads(data)
    check(r.status == 200 and told["openapi"].startswith("3.1") and len(told["paths"]) > 20, "the description of the JSON", r.status)
    shown = 0
    for path, item in told["paths"].items():
        at = example(path, server)
        if not at:
            continue
        shown += 1
        get = item["get"]
        r, data = server.ask(at[1:])
        if not check(r.status == 200, f"GET {at}: {r.status}"):
            continue
        answers = get["responses"]["200"]["content"]
        conforms(json.loads(data), answers["application/json"]["schema"], told, at, check)
        for p in get["parameters"]:
            if p["in"] != "query":
                continue
            value = {"since": "2030", "until": "2033", "limit": "3", "offset": "1", "channel": "briefing", "form": "direct", "order": "oldest", "actor": None}.get(p["name"], "a")
            if value is not None:
                check(server.ask(at[1:] + "?" + urllib.parse.urlencode({p["name"]: value}))[0].status == 200, f"GET {at}: {p['name']}={value}")
        for kind in answers:
            form = {"text/csv": "csv", "application/atom+xml": "atom", "text/plain": "text", "application/ld+json": "annotation"}.get(kind)
            if form:
                r, data = server.ask(at[1:].replace(".json", "") + "?format=" + form)
                check(r.status == 200 and r.headers["Content-Type"].startswith(kind), f"GET {at} as {form}: {r.status} {r.headers['Content-Type']}")
                check_form(kind, data, lambda good, what: check(good, f"GET {at} as {form}: {what}"))
    check(shown > 15, "views that the demo can show", shown)


def test_linked(server, check, ids):
    """The selectors of an annotation find the words in the text that it names."""
    for i in ids[:20]:
        r, data = server.ask(f"statement/{i}.annotation")
        a = json.loads(data)
        check(r.status == 200 and a["@context"] == "http://www.w3.org/ns/anno.jsonld" and a["type"] == "Annotation", f"annotation of {i}")
        source = urllib.parse.urlsplit(a["target"]["source"])
        r, text = server.ask(source.path[1:])
        check(r.headers["Content-Type"] == "text/plain; charset=utf-8", f"annotation of {i}: its source", r.headers["Content-Type"])
        text = text.decode()
        quotes = [s for s in a["target"]["selector"] if s["type"] == "TextQuoteSelector"]
        places = [s for s in a["target"]["selector"] if s["type"] == "TextPositionSelector"]
        for q, p in zip(quotes, places):
            check(text[p["start"]:p["end"]] == q["exact"], f"annotation of {i}: its words", q["exact"], text[p["start"]:p["end"]])
            check(q["prefix"] + q["exact"] + q["suffix"] in text, f"annotation of {i}: the words around")
        q = json.loads(server.ask(f"statement/{i}.quotation")[1])
        s = server.json(f"statement/{i}.json")
        check(q["@type"] == "Quotation" and q["text"].startswith(s["content"][0]["exact"]) and q["isPartOf"]["@type"] == "NewsArticle", f"quotation of {i}")


def test_csv(server, check):
    rows = list(csv.DictReader(io.StringIO(server.get("statements.csv?limit=200"), newline="")))
    items = server.json("statements.json?limit=200")["items"]
    check([r["id"] for r in rows] == [i["id"] for i in items], "the CSV has the rows of the JSON")
    for r, i in zip(rows, items):
        check(r["content"] == " [...] ".join(c["exact"] for c in i["content"]) or r["content"][:1] == "'", f"CSV of {i['id']}: its words", r["content"])
    feed = xml.fromstring(server.ask("statements.atom?limit=50")[1])
    check(len(list(feed.iter("{http://www.w3.org/2005/Atom}entry"))) == 50, "a search as a feed")


def test(server, check, ids):
    test_openapi(server, check)
    test_linked(server, check, ids)
    test_csv(server, check)
