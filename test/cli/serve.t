# readout serve: says where it is, answers, ends when it is told to.

$ readout serve
readout: [..]d.db: there is no dossier here yet (readout add PATH... makes one)
? 66

$ readout serve --port 70000
readout: serve: --port is a whole number up to 65535
? 64

$ readout add demo/pages --lexicon demo/lexicon > /dev/null; readout serve --port 0 > url & for i in 1 2 3 4 5 6 7 8 9 10; do [ -s url ] && break; sleep 0.3; done; python3 -c 'import urllib.request, sys; print(urllib.request.urlopen(open("url").read().strip()).status)'; kill %1; wait %1; echo "exit $?"
200
exit 0

$ readout serve --listen 0.0.0.0 --port 0
readout: serve: [..]
? 64
