# readout dump, model and lexicon.

$ readout dump --stage=page demo/pages/02-velmark-presidency-readout.txt | cut -f1 | sort -u | grep -x -e title -e body
body
title

$ readout dump --stage=bytes demo/pages | wc -l | sed 's/[0-9][0-9]/dozens/'
dozens

$ readout dump --stage=language demo/pages/02-velmark-presidency-readout.txt demo/pages/04-straatbode-telefoongesprek.txt | cut -f1,2
02-velmark-presidency-readout.txt	en
04-straatbode-telefoongesprek.txt	nl

# body text: an empty line ends a paragraph, a line break inside one is a blank
$ printf 'The road is\nopen.\n\nIt was closed.\n' > t.txt; readout dump --stage=tokens --lang=en t.txt | grep -e '^# text' -e open
# text = The road is open.
4	open[..]
# text = It was closed.

$ readout dump --stage=trees --lang=en t.txt > a.conllu; cut -f1-2 a.conllu > words; readout dump --stage=trees --tokens --lang=en a.conllu | cut -f1-2 | cmp - words

# the sentences and words of the input are kept
$ printf '1\tThe road\t_\t_\t_\t_\t_\t_\t_\t_\n2\tis open.\t_\t_\t_\t_\t_\t_\t_\t_\n\n' > odd.conllu; readout dump --stage=trees --tokens --lang=en odd.conllu | grep -c '^[0-9]'
2

$ readout dump --stage=page --tokens t.txt
readout: dump: --tokens goes with stages from tokens on
? 64

$ readout dump --stage=soup t.txt
readout: dump: --stage is one of: bytes page language tokens tags trees names refs records
? 64

$ readout model | head -1
lang[..]sha256

$ readout model show en | grep -c -i -e lemma
[..]

$ readout model dump en lang
en

$ readout model dump en nothing
readout: nothing: no such section
? 1

$ echo junk > junk.rdm; readout model show junk.rdm
readout: junk.rdm: [..]
? 69

$ readout model frob
readout: model: one of: list; show MODEL; dump MODEL SECTION
? 64

$ readout lexicon lint --lexicon demo/lexicon
every row is sound

$ mkdir -p mine/en; printf '#: cue\tpos\tclass\tgoverns\tcameo\tchannel\tflags\nblurple\tVERB\tsay\tthat\t010\t\t\n' > mine/en/cues.tsv; readout lexicon find blurple --lexicon mine
en/cues: blurple[..]

$ readout lexicon find blurple
? 1

$ readout lexicon find blurple --lexicon nowhere
readout: lexicon: [..]nowhere[..]
? 69
