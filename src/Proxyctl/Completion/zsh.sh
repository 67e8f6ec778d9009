#compdef proxyctl
# Completes proxyctl in zsh: source <(proxyctl completion zsh)
_proxyctl() {
    local -a candidates
    candidates=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    candidates=("${(@)candidates:#}")
    if (( ${#candidates} )); then
        compadd -a candidates
    else
        # Where the tool knows no candidate, a file name is wanted.
        _files
    fi
}
compdef _proxyctl proxyctl
