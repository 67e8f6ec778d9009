# Completes proxyctl in fish: proxyctl completion fish | source
function __proxyctl_candidates
    set -l line (commandline --cut-at-cursor --current-process)
    proxyctl "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match --regex '.+'
end
complete --command proxyctl --arguments '(__proxyctl_candidates)'
