package io.vaultsnapshot.cli.restore;

/** What several steps have in common. An enum's own constants cannot be used in its constructors. */
final class StepTexts {
    /** It must have become active since before.json was written. */
    static final String WAIT = """
            for try in $(seq 60); do "$CLI" status -format=json >"$FOLDER/after.json"; \\
              [ "$(grep active_time "$FOLDER/after.json")" = "$(grep active_time "$FOLDER/before.json")" ] || \\
              ! grep -q '"is_self": true' "$FOLDER/after.json" || break; sleep 2; done; cat "$FOLDER/after.json\"""";

    /** The status of a server that is unsealed and active. */
    static final String ACTIVE = "(?s)\"sealed\": false.*\"is_self\": true";

    private static final String IN_CONTAINER = """
            kubectl --context "$CONTEXT" -n vault-snapshot-drill exec -it "job/$JOB" -c restore -- env PATH=/cli:/bin:/usr/bin:/usr/local/bin \\
              HOME=/tmp VAULT_ADDR=http://127.0.0.1:8200\s""";

    /** The server's program in the restored server's container, where a copy of it may have been needed. */
    static final String IN_DRILL = IN_CONTAINER + "\"$CLI\"";

    static final String IN_DRILL_SHELL = IN_CONTAINER + """
            sh -c 'printf "Encoded token: "; read -r encoded; printf "OTP: "; \\
              read -r otp; VAULT_TOKEN=$("$1" operator generate-root -decode="$encoded" -otp="$otp") "$1" read "$2"' \\
              sh "$CLI" "$SECRET\"""";

    private StepTexts() {}
}
