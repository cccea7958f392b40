# Help, wrong usage, exit statuses.

$ readout --version
readout [..]

$ readout
usage: readout COMMAND [OPTIONS] [ARGUMENTS]
...
  read        read pages, print their records
...
? 64

$ readout --help | head -1
usage: readout COMMAND [OPTIONS] [ARGUMENTS]

$ for c in read add find show actors contacts timeline export verify serve dump model lexicon completion help; do readout $c --help | head -1; done
usage: readout read [OPTIONS] PATH...
usage: readout add [OPTIONS] PATH...
usage: readout find [OPTIONS] [WORDS...]
usage: readout show [OPTIONS] ID
usage: readout actors [OPTIONS] [NAME]
usage: readout contacts [OPTIONS]
usage: readout timeline [OPTIONS]
usage: readout export [OPTIONS]
usage: readout verify [OPTIONS]
usage: readout serve [OPTIONS]
usage: readout dump [OPTIONS] FILE...
usage: readout model [OPTIONS] [list | show MODEL | dump MODEL SECTION]
usage: readout lexicon [OPTIONS] [list | lint | find WORDS... | geonames FILE]
usage: readout completion [OPTIONS] bash
usage: readout help [OPTIONS] [COMMAND]

$ readout help show | cmp - <(readout show --help) && readout show -h | cmp - <(readout show --help)

$ readout frobnicate
readout: no command "frobnicate" (see readout --help)
? 64

$ readout find --speeker x
readout: find: no option --speeker; did you mean --speaker (see readout find --help)
? 64

$ readout fnid x
readout: no command "fnid"; did you mean find (see readout --help)
? 64

$ readout find --frob
readout: find: no option --frob (see readout find --help)
? 64

$ readout find -x
readout: find: no option -x (see readout find --help)
? 64

$ readout find --channel=telepathy
readout: find: --channel is one of: briefing [..]
? 64

$ readout find --limit
readout: find: --limit needs N
? 64

$ readout find --limit=many
readout: find: --limit is a whole number up to 100000
? 64

$ readout find --json=yes
readout: find: --json takes no value
? 64

$ readout show
readout: show: ID is missing (see readout show --help)
? 64

$ readout show a b
readout: show: what is "b"? (see readout show --help)
? 64

$ readout read no-such-file
readout: no-such-file: No such file or directory
? 66

$ readout read --resume=10 demo/pages
readout: read: --resume goes with standard input alone
? 64

$ readout read --home=/nonexistent demo/pages
readout: read: no data/ and models/ found [..]
? 69

$ readout dump demo/pages/02-velmark-presidency-readout.txt
readout: dump: --stage is missing (see readout dump --help)
? 64

$ readout find anything
readout: [..]d.db: there is no dossier here yet (readout add PATH... makes one)
? 66

$ echo junk > junk.db; readout find --dossier=junk.db x
readout: junk.db: [..]
? 65

$ readout help nothing
readout: help: no command "nothing" (see readout --help)
? 64

# what a user or a page wrote never drives the terminal
$ readout show "$(printf 'a\033[31mb')" --dossier=junk.db 2>&1 | grep -c "$(printf '\033')"
0
? 1
