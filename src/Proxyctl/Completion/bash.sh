# Completes proxyctl in bash: source <(proxyctl completion bash)
_proxyctl() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        [[ -n $candidate ]] && COMPREPLY+=("$candidate")
    done < <("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
# Where the tool knows no candidate, a file name is wanted.
complete -o default -F _proxyctl proxyctl
