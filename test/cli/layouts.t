# needs: python3
# Events in the layouts that other programs load, read back by parsers that are not ours.

$ readout add demo/pages --lexicon demo/lexicon
[..] pages added; [..] statements, [..] events, [..] contacts

$ mkdir x; for f in gdelt-events gdelt-mentions gdelt-gkg polecat icews petrarch plover-jsonl; do readout export --lexicon demo/lexicon --format $f > x/$f; done

$ for f in gdelt-events gdelt-mentions gdelt-gkg polecat icews petrarch; do readout export --format $f --schema > x/$f.schema; done; python3 test/cli/layouts.py x
layouts: holds

# the same bytes again, and whatever the order of the pages
$ readout export --lexicon demo/lexicon --format gdelt-events | cmp - x/gdelt-events

$ readout add --dossier back.db $(ls -r demo/pages/*) --lexicon demo/lexicon > /dev/null; readout export --dossier back.db --lexicon demo/lexicon --format gdelt-mentions | sed 's/\t[^\t]*$//' | sort | cut -f1-5 | cmp - <(sed 's/\t[^\t]*$//' x/gdelt-mentions | sort | cut -f1-5)

$ for k in statements events contacts; do readout export --format csv --kind $k --schema | python3 -c 'import json,sys; print(len(json.load(sys.stdin)["tableSchema"]["columns"]))'; readout export --format csv --kind $k | head -1 | tr ',' '\n' | wc -l; done | paste -sd' '
33 33 32 32 18 18

$ readout export --format gdelt-events --kind events
readout: export: --kind goes with --format csv
? 64

$ readout export --format jsonl --schema
readout: export: --schema describes tables; the records of jsonl are in docs/RECORDS.md
? 64
