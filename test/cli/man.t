# The manual page and the completion are what the program prints.

$ tools/make-man --check $(command -v readout)

$ readout completion bash | bash -n

$ readout completion fish
readout: completion: there is completion for bash only
? 64

$ source completions/readout; COMP_WORDS=(readout ti); COMP_CWORD=1; _readout; echo "${COMPREPLY[@]}"
timeline

$ source completions/readout; COMP_WORDS=(readout find --channel ph); COMP_CWORD=3; _readout; echo "${COMPREPLY[@]}"
phone_call

$ source completions/readout; COMP_WORDS=(readout verify --d); COMP_CWORD=2; _readout; echo "${COMPREPLY[@]}"
--dossier
