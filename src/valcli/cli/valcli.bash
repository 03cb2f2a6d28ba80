# What bash completes for valcli. It asks the valcli on the PATH at each Tab, and writes nothing.
_valcli() {
    local kind word meaning
    COMPREPLY=()
    while IFS=$'\t' read -r word meaning; do
        if [[ -z ${kind-} ]]; then kind=$word; else COMPREPLY+=("$word"); fi
    done < <(command valcli completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" </dev/null 2>/dev/null)
    case ${kind-} in
        files) kind=-f ;;
        folders) kind=-d ;;
        *) return ;;
    esac
    compopt -o filenames 2>/dev/null  # bash 3.2 has none, and adds no slash
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$kind" -- "$2")
}
complete -o nosort -F _valcli valcli 2>/dev/null || complete -F _valcli valcli
