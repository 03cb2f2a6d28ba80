#compdef valcli
# What zsh completes for valcli. It asks the valcli on the PATH at each Tab, and writes nothing.
_valcli() {
    local line kind
    local -a told found
    told=("${(@f)$(command valcli completion words -- "${(@Q)words[2,CURRENT]}" </dev/null 2>/dev/null)}")
    kind=$told[1]
    case $kind in
        files) _files ;;
        folders) _files -/ ;;
        *)
            for line in "${(@)told[2,-1]}"; do
                found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
            done
            _describe -V valcli found
            ;;
    esac
}
if [[ ${funcstack[1]-} == _valcli ]]; then
    _valcli "$@"
else
    compdef _valcli valcli
fi
