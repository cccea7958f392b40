#!/bin/bash
# The development set of disputes through the whole program but the store: pages -> records -> claims -> camps. Prints precision and
# recall; -v names what was missed and what was shown wrongly. $1: build folder.
cd "$(dirname "$0")/../.." || exit 1
build=${1:-build/release}; out=build/test/spec; mkdir -p "$out"
make -s BUILD="$build" "$build/test/spec/camps" || exit 1
files=(test/spec/disputes.en.txt test/spec/disputes.nl.txt)
tools/spec-disputes.py "${files[@]}" --cases "$out/cases.jsonl" && "$build/readout" read --lexicon demo/lexicon "$out/cases.jsonl" >"$out/disputes.pred" &&
    tools/spec-disputes.py "${files[@]}" --pred "$out/disputes.pred" --claims "$out/disputes.claims" &&
    "$build/test/spec/camps" <"$out/disputes.claims" >"$out/disputes.shown" && tools/spec-disputes.py "${files[@]}" --shown "$out/disputes.shown" "${@:2}"
