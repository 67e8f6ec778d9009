# Completes proxyctl in bash: source <(proxyctl completion bash)
_proxyctl() {
    local candidate word=$2
    COMPREPLY=()
    while IFS= read -r candidate; do
        # The tool also knows what holds the word in its middle, which bash would put in its place.
        [[ -n $candidate && $candidate == "$word"* ]] && COMPREPLY+=("$candidate")
    done < <("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
# Where the tool knows no candidate, a file name is wanted.
complete -o default -F _proxyctl proxyctl
