"""damage.py DOSSIER: changes one letter of one stored text, inside the words of a statement."""
import json
import sqlite3
import subprocess
import sys

line = subprocess.run(["readout", "find", "--json", "--limit", "1", "--dossier", sys.argv[1]], stdout=subprocess.PIPE, check=True)
statement = json.loads(line.stdout)
at = statement["content"][0]["start"]
db = sqlite3.connect(sys.argv[1])
page, text = db.execute("SELECT page, text FROM page_source JOIN page ON page.pk = page_source.page WHERE page.id = ?",
                        (statement["page"],)).fetchone()
letter = "x" if text[at] != "x" else "y"
db.execute("UPDATE page_source SET text = ? WHERE page = ?", (text[:at] + letter + text[at + 1:], page))
db.commit()
