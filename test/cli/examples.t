# Every example of the help and the manual page runs; the dossier is made by the first that adds.

$ readout add demo/pages --lexicon demo/lexicon
[..] pages added; [..] statements, [..] events, [..] contacts

$ readout help --examples | while read -r e; do bash -c "$e" > out 2>&1 || echo "$? from: $e: $(head -1 out)"; done
