package io.vaultsnapshot.cli.restore;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of all restores. Runbook, plan and run are made of them, and scenarios run each command against real servers. A
 * command is for a POSIX shell; its variables are those of {@link RestoreVariable}.
 */
public enum RestoreStep {
    /** The programs and the identities. */
    TOOLS(
            "Look whether you have what you need",
            "You need the server's program, the AWS CLI with an identity that may read the bucket, and kubectl.",
            """
            "$CLI" version && aws sts get-caller-identity && \\
              kubectl --context "$CONTEXT" -n "$NAMESPACE" auth can-i create jobs""",
            "Three answers: a version, an identity that may read the bucket, and yes.",
            "(?s)(Vault|OpenBao) v.*\"Arn\".*yes"),
    /** The folder. */
    FOLDER(
            "Make a folder that only you can read",
            "The snapshot has every secret of the server, encrypted with the root key.",
            """
            umask 077 && mkdir -p "$FOLDER" && ls -ld "$FOLDER\"""",
            "One line that begins with drwx------.",
            "drwx------"),
    /** The download. */
    DOWNLOAD(
            "Download this version of the snapshot",
            "The version was verified. Another version under the same key was not.",
            """
            aws s3api get-object --bucket "$BUCKET" --key "$KEY" --version-id "$VERSION_ID" "$FOLDER/vault.snap\"""",
            "A JSON object with this VersionId.",
            "\"VersionId\": \"$VERSION_ID\""),
    /** The hash. */
    CHECKSUM(
            "Compare the file with the record",
            "The verifier proved the bytes with this hash.",
            """
            openssl dgst -sha256 -r "$FOLDER/vault.snap\"""",
            "The hash of the record.",
            "$SHA256"),
    /** The check. */
    VERIFY(
            "Verify the file once more",
            "It says again what a restore would do.",
            """
            ./vault-snapshot verify "$FOLDER/vault.snap" || [ $? -eq 1 ]""",
            "The word intact, or the findings that you know of.",
            "vault\\.snap"),
    /** The address of a running server. */
    REACH(
            "Reach the server's active node",
            "VAULT_ADDR must lead to it. From outside the cluster, open a way in a second terminal:"
                    + " `kubectl --context \"$CONTEXT\" -n vault port-forward svc/vault-active 8200`, and set VAULT_ADDR to http://127.0.0.1:8200"
                    + " (https, VAULT_CACERT and VAULT_TLS_SERVER_NAME with TLS).",
            """
            "$CLI" status -format=json""",
            "\"sealed\": false. A server that is sealed cannot restore: unseal it, or restore into a new one.",
            "\"sealed\": false"),
    /** The login. */
    LOGIN(
            "Log in",
            "The token needs the rights sudo and update on sys/storage/raft/snapshot-force, and read on"
                    + " sys/storage/raft/snapshot.",
            """
            "$CLI" login""",
            "You are now authenticated.",
            null),
    /** No backups meanwhile. */
    PAUSE(
            "Pause the backup job",
            "A snapshot of a server in the middle of a restore is worth nothing and causes alerts.",
            """
            kubectl --context "$CONTEXT" -n "$NAMESPACE" patch cronjob vault-snapshot-cronjob -p '{"spec":{"suspend":true}}'""",
            "cronjob.batch/vault-snapshot-cronjob patched",
            "patched"),
    /** What would be lost. */
    INDEX(
            "See how much would be lost",
            "The server counts its writes: raft_applied_index. What it has above the snapshot's index is lost.",
            """
            "$CLI" status -format=json""",
            "An index. If it is higher than the snapshot's, that many writes are lost.",
            "\"raft_applied_index\": ([0-9]+)"),
    /** The way back. */
    SAFETY(
            "Take a snapshot of what is there, and verify it",
            "It is the way back. Without it, nothing undoes the restore.",
            """
            "$CLI" operator raft snapshot save "$FOLDER/before.snap" && ./vault-snapshot verify "$FOLDER/before.snap\"""",
            "The word intact.",
            "\\bintact\\b"),
    /** A server without data. */
    REACH_NEW(
            "Reach the new server's first node",
            "VAULT_ADDR must lead to this one node. From outside the cluster, open a way in a second terminal:"
                    + " `kubectl --context \"$CONTEXT\" -n vault port-forward pod/vault-0 8200`, and set VAULT_ADDR to http://127.0.0.1:8200.",
            """
            "$CLI" status -format=json || [ $? -eq 2 ]""",
            "\"initialized\": false. If it is true, this server has data, or was initialised before.",
            "\"initialized\": false"),
    /** The right to use the old key. */
    GRANT(
            "In another account or region: let the new server use the seal's key",
            "The data can be opened with that key only. Skip this step where the server's role may use it already. A key of"
                    + " another region can be used only if it is a multi-Region key: replicate it first (aws kms"
                    + " replicate-key). Run it as an administrator of the key.",
            """
            aws kms create-grant --key-id "$KEY_ARN" --grantee-principal "$SERVER_ROLE" \\
              --operations Encrypt Decrypt DescribeKey""",
            "A JSON object with a GrantId.",
            "\"GrantId\""),
    /** Throw-away keys of a Shamir seal. */
    INIT_SHAMIR(
            "Initialise it, with throw-away keys",
            "They are needed for the restore only. With the numbers of the snapshot no restart is needed afterwards.",
            """
            umask 077 && "$CLI" operator init -key-shares="$SHARES" -key-threshold="$THRESHOLD" >"$FOLDER/throw-away" && \\
              sed -n 's/^Initial Root Token: //p' "$FOLDER/throw-away" >"$FOLDER/throw-away.token" && \\
              sed -n 's/^Unseal Key [0-9]*: //p' "$FOLDER/throw-away" | while read -r key; do \\
                printf %s "$key" | "$CLI" write -format=json sys/unseal key=- | grep '"sealed"'; done""",
            "The last line says \"sealed\": false.",
            "\"sealed\": false"),
    /** Throw-away keys of a seal that opens itself. */
    INIT_SELF(
            "Initialise it, with throw-away recovery keys",
            "They are needed for the restore only.",
            """
            umask 077 && "$CLI" operator init -recovery-shares=1 -recovery-threshold=1 >"$FOLDER/throw-away" && \\
              sed -n 's/^Initial Root Token: //p' "$FOLDER/throw-away" >"$FOLDER/throw-away.token" && ls "$FOLDER\"""",
            "The file throw-away.token is listed.",
            "throw-away\\.token"),
    /** The login with the throw-away token. */
    LOGIN_NEW(
            "Log in with the throw-away token",
            "After a few seconds the node is active and takes it.",
            """
            for try in 1 2 3 4 5 6 7 8 9 10; do \\
              "$CLI" login -no-print - <"$FOLDER/throw-away.token" && "$CLI" token lookup -format=json && break; sleep 2; \\
            done""",
            "A JSON object with the policy root.",
            "\"root\""),
    /** The restore. */
    RESTORE(
            "Restore",
            "From here on the server has the snapshot's data, tokens and keys. OpenBao's program may add \"file already"
                    + " closed\": the exit code counts.",
            """
            "$CLI" status -format=json >"$FOLDER/before.json" && \\
              "$CLI" operator raft snapshot restore -force "$FOLDER/vault.snap\"""",
            "No error.",
            null),
    /** The old keys. */
    UNSEAL(
            "Unseal with the keys of the snapshot's server",
            "The server seals itself some seconds after the restore. Its keys are those that were valid when the snapshot was"
                    + " taken. Each holder types one. A server that had other numbers of keys before refuses them until it"
                    + " is restarted: `kubectl --context \"$CONTEXT\" -n vault delete pod vault-0`. Each further node is unsealed in the same way.",
            """
            for try in $(seq 60); do "$CLI" status >"$FOLDER/after.json" || break; sleep 1; done; \\
              n=0 && while [ "$n" -lt "$THRESHOLD" ]; do n=$((n + 1)) && "$CLI" operator unseal || break; done""",
            "Sealed false after the last key.",
            null),
    /** The state afterwards. */
    UNSEALED(
            "Wait until it is unsealed and active",
            "It answers before the snapshot is applied. So it must have become active again since. A port-forward may lead to"
                    + " a standby now: open it again.",
            StepTexts.WAIT,
            "\"sealed\": false and \"is_self\": true. A server that stays sealed: see its log.",
            StepTexts.ACTIVE),
    /** New certificates between the nodes. */
    RESTART(
            "Restart the server",
            "A server that unseals itself goes on with the certificates that its nodes had before the restore, but the"
                    + " snapshot's are in its storage now. Until it is restarted no node can join or come back, with"
                    + " \"tls: unrecognized name\" in the log (hashicorp/vault#31742).",
            """
            cp "$FOLDER/after.json" "$FOLDER/before.json" && kubectl --context "$CONTEXT" -n "$SERVER_NAMESPACE" delete pod $SERVER_PODS""",
            "Each pod is deleted. The StatefulSet starts it again.",
            "deleted"),
    /** The state after the restart. */
    ACTIVE_AGAIN(
            "Wait until it is active again",
            "It unseals itself.",
            StepTexts.WAIT,
            "\"sealed\": false and \"is_self\": true.",
            StepTexts.ACTIVE),
    /** The login with a token of the snapshot. */
    LOGIN_AGAIN(
            "Log in again",
            "The tokens of before the restore are gone, those of the snapshot are valid. With none at hand, use an auth"
                    + " method, or generate a root token with the key holders: `vault operator generate-root`.",
            """
            "$CLI" login""",
            "You are now authenticated.",
            null),
    /** The canary. */
    CANARY(
            "Read the canary",
            "The backup job wrote it just before this snapshot. It shows that data can be read, and that it is this snapshot's.",
            """
            "$CLI" read -format=json vault-snapshot-canary/canary""",
            "The nonce of the record.",
            "\"nonce\": \"$NONCE\""),
    /** Another known value. */
    KNOWN_VALUE(
            "Read a value that you know",
            "It shows that data can be read. The list of secrets engines needs no secret; then read one value of yours.",
            """
            "$CLI" secrets list""",
            "The secrets engines that you expect.",
            "sys/"),
    /** The other nodes. */
    JOIN(
            "Let the other nodes join",
            "They copy all data from the first. Those with a Shamir seal must then be unsealed too, each with the same keys.",
            """
            for node in $OTHER_NODES; do VAULT_ADDR=$node "$CLI" operator raft join "$VAULT_ADDR" || exit 1; done; \\
              "$CLI" operator raft list-peers""",
            "The first node is the leader. The others are listed as soon as they are unsealed.",
            "leader"),
    /** The auth mount of the cluster. */
    CONFIGURE(
            "Configure the server for this cluster's backup job",
            "In a new cluster the addresses and certificates of the Kubernetes auth method are others.",
            """
            ./dist/"$CLUSTER"/configure-vault.sh""",
            "It ends without an error.",
            null),
    /** The first snapshot afterwards. */
    NEW_SNAPSHOT("Take a snapshot", "It shows that the backup works again.", """
            kubectl --context "$CONTEXT" -n "$NAMESPACE" create job --from=cronjob/vault-snapshot-cronjob "$JOB" && \\
              kubectl --context "$CONTEXT" -n "$NAMESPACE" wait --for=condition=complete --timeout=1800s "job/$JOB\"""", "condition met", "condition met"),
    /** The schedule. */
    RESUME(
            "Let the backup job run again",
            "It was paused.",
            """
            kubectl --context "$CONTEXT" -n "$NAMESPACE" patch cronjob vault-snapshot-cronjob -p '{"spec":{"suspend":false}}'""",
            "cronjob.batch/vault-snapshot-cronjob patched",
            "patched"),
    /** The findings afterwards. */
    ACKNOWLEDGE(
            "Tell the verifier that it was intended",
            "The new snapshot can have findings such as REGRESSION, NEW_LINEAGE or MASS_DELETION. Wait a minute for its"
                    + " verification. If newest.findings names one, acknowledge it: `./vault-snapshot acknowledge"
                    + " s3://BUCKET/NEW_KEY --code NEW_LINEAGE --reason \"restored after …\"`.",
            """
            aws s3 cp "s3://$BUCKET/status/$CLUSTER.json" -""",
            "The state of the cluster, with its findings.",
            "\"state\""),
    /** The files. */
    CLEAN(
            "Remove the files",
            "Keep before.snap until you are sure, then remove it too.",
            """
            rm -f "$FOLDER/vault.snap" "$FOLDER"/*.json "$FOLDER/throw-away" "$FOLDER/throw-away.token" && \\
              ls "$FOLDER\"""",
            "Only what you want to keep.",
            null),
    /** A drill that stays. */
    DRILL_START(
            "Start a drill that stays",
            "It is a Job of the drill's CronJob with three changes: this snapshot, an hour of stay, and a later deadline. It"
                    + " proves its isolation before it restores.",
            """
            kubectl --context "$CONTEXT" -n vault-snapshot-drill create job --from=cronjob/vault-snapshot-drill "$JOB" --dry-run=client -o yaml | \\
              kubectl --context "$CONTEXT" set env --local -f - DRILL_KEY="$KEY" DRILL_VERSION_ID="$VERSION_ID" DRILL_STAY_SECONDS=3600 -o yaml | \\
              kubectl --context "$CONTEXT" patch --local -f - --type=merge -p '{"spec":{"activeDeadlineSeconds":14400}}' -o yaml | \\
              kubectl --context "$CONTEXT" create -f -""",
            "job.batch/… created",
            "created"),
    /** The restored server. */
    DRILL_WAIT(
            "Wait for the restored server",
            "A drill that cannot isolate itself, or that fails, says so here and ends.",
            """
            for try in $(seq 360); do kubectl --context "$CONTEXT" -n vault-snapshot-drill logs "job/$JOB" -c restore 2>&1 | grep ' stays for ' && \\
              break; sleep 5; done""",
            "The restored server stays for 3600 s.",
            " stays for "),
    /** The begin of a root token. */
    DRILL_ROOT(
            "Begin to make a root token of the restored server",
            "It is worth nothing outside of this pod. The answer has a nonce and an OTP: note the OTP.",
            StepTexts.IN_DRILL + " operator generate-root -init",
            "A nonce and an OTP.",
            null),
    /** The holders. */
    DRILL_QUORUM(
            "Each key holder types one key",
            "Unseal keys with a Shamir seal, recovery keys with one that opens itself, as they were when the snapshot was"
                    + " taken. The last answer has the encoded token.",
            "n=0 && while [ \"$n\" -lt \"$THRESHOLD\" ]; do n=$((n + 1)) && \\\n  " + StepTexts.IN_DRILL
                    + " operator generate-root || break; done",
            "Complete true, and an encoded token.",
            null),
    /** The secret. */
    DRILL_READ(
            "Read the secret",
            "It asks for the encoded token and the OTP. Carry the value over by hand: nothing leaves the pod but what you see.",
            StepTexts.IN_DRILL_SHELL,
            "The secret, as it was then.",
            null),
    /** The end of the drill. */
    DRILL_END(
            "End the drill",
            "The server and all that it had are gone with the pod. Without this it ends by itself after the hour.",
            """
            kubectl --context "$CONTEXT" -n vault-snapshot-drill delete job "$JOB\"""",
            "job.batch … deleted",
            "deleted"),
    /** The state of the seal's key. */
    KEY_STATE(
            "See what became of the key",
            "Only this key opens the snapshot. Recovery keys do not.",
            """
            aws kms describe-key --key-id "$KEY_ARN" --query KeyMetadata.KeyState --output text""",
            "Enabled. PendingDeletion and Disabled can be undone. NotFoundException: the key is gone for ever.",
            "\\w"),
    /** The deletion undone. */
    KEY_CANCEL_DELETION(
            "PendingDeletion: cancel the deletion",
            "It can be cancelled until the deletion date. The key is disabled then.",
            """
            aws kms cancel-key-deletion --key-id "$KEY_ARN\"""",
            "The key's ARN.",
            "KeyId"),
    /** The key enabled. */
    KEY_ENABLE("Disabled: enable the key", "A disabled key opens nothing.", """
            aws kms enable-key --key-id "$KEY_ARN" && \\
              aws kms describe-key --key-id "$KEY_ARN" --query KeyMetadata.KeyState --output text""", "Enabled", "Enabled");

    private static final Set<RestoreStep> TYPED =
            EnumSet.of(LOGIN, LOGIN_AGAIN, UNSEAL, DRILL_ROOT, DRILL_QUORUM, DRILL_READ);

    private final String title;
    private final String why;
    private final String command;
    private final String expected;
    private final @Nullable String answer;

    RestoreStep(String title, String why, String command, String expected, @Nullable String answer) {
        this.title = title;
        this.why = why;
        this.command = command;
        this.expected = expected;
        this.answer = answer;
    }

    /** Returns what the step does, as a heading. */
    public String title() {
        return title;
    }

    /** Returns why it is done, and what to know before, in whole sentences. */
    public String why() {
        return why;
    }

    /** Returns the command, with shell variables. */
    public String command() {
        return command;
    }

    /** Returns what the command must answer, in words. */
    public String expected() {
        return expected;
    }

    /**
     * Returns a regular expression that must occur in what the command prints, with the same variables; null when its exit
     * code says enough.
     */
    public @Nullable String answer() {
        return answer;
    }

    /** Returns whether people type secrets into it. Then it has the terminal for itself, and nothing is recorded. */
    public boolean isTyped() {
        return TYPED.contains(this);
    }
}
