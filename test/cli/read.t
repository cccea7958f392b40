# needs: python3 jsonschema
# readout read over the demo: records that fit the schema, the same bytes for any number of threads.

$ readout read demo/pages --lexicon demo/lexicon > one.jsonl; tools/check-schema one.jsonl
[..] lines, 0 faults

$ for n in 2 3 8; do readout read -j $n demo/pages --lexicon demo/lexicon > n.jsonl; cmp <(sed 's/"seconds":[0-9.]*/S/' one.jsonl) <(sed 's/"seconds":[0-9.]*/S/' n.jsonl); done

# ... whatever the folder it is called from
$ cd demo/pages && readout read . --lexicon ../lexicon | sed 's/"seconds":[0-9.]*/S/' | cmp - <(sed 's/"seconds":[0-9.]*/S/' $HOME/one.jsonl)

$ grep -c "$HOME" one.jsonl
0
? 1

# statements are found on the demo, never in comments or furniture
$ python3 test/cli/leaks.py one.jsonl
[..] statements, 0 of them in comments or furniture

# JSON lines on standard input; a bad line is a note and the rest goes on
$ printf '%s\n' '{"id":"a","outlet":"The Harrow Courier","text":"Mara Velden said on Monday that the road was open."}' 'not json' '{"id":"b","text":"It was closed."}' > in.jsonl; readout read - < in.jsonl > out.jsonl; tools/check-schema out.jsonl; grep -o '"code":"bad-json"' out.jsonl; grep -o '"source":{[^}]*}' out.jsonl
[..] lines, 0 faults
"code":"bad-json"
"source":{"path":"-#a","url":null,"id":"a","container":"-","offset":0}
"source":{"path":"-#b","url":null,"id":"b","container":"-","offset":[..]}

# going on behind a record
$ readout read --resume=1 - < in.jsonl | grep -o '"source":{[^}]*}'
"source":{"path":"-#b",[..]

$ readout read --resume=100000 - < in.jsonl | tail -1
{"type":"summary","pages":0,[..]

# output comes before the input ends
$ (head -1 in.jsonl; sleep 2; sed -n 3p in.jsonl) | readout read - | (read -r meta; read -t 1.5 -r page && echo early; cat > /dev/null)
early

# a path that is not there: the rest is read, the status tells
$ readout read demo/pages/02-velmark-presidency-readout.txt nowhere > part.jsonl; echo "exit $?"; grep -c '"type":"page"' part.jsonl
readout: nowhere: No such file or directory
exit 66
1

$ printf '\000\001\002\003\377' > x.bin; readout read x.bin > bin.jsonl; tools/check-schema bin.jsonl; grep -o '"skipped":{[^}]*}' bin.jsonl
[..] lines, 0 faults
"skipped":{"binary":1}

# a reader that goes away is no error to talk about
$ readout read demo/pages --lexicon demo/lexicon | head -1 | cut -c1-25
{"type":"meta","schema":1

$ readout read --text demo/pages/02-velmark-presidency-readout.txt --lexicon demo/lexicon | grep -c '[^ ]' | sed 's/[1-9][0-9]*/some/'
some

$ readout read demo/pages > /dev/full
readout: standard output: No space left on device
? 74
