# What fish completes for valcli. It asks the valcli on the PATH at each Tab, and writes nothing.
function __valcli_offered
    set -l typed (commandline -opc)
    set -l last (commandline -ct)
    set -l told (command valcli completion words -- $typed[2..] "$last" </dev/null 2>/dev/null)
    switch "$told[1]"
        case files
            __fish_complete_path "$last"
        case folders
            __fish_complete_directories "$last" ''
        case words
            printf '%s\n' $told[2..]
    end
end
complete -c valcli -f -k -a '(__valcli_offered)'
