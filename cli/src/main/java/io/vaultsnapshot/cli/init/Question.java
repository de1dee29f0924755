package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked for the smallest settings that are somebody's own. */
public enum Question {
    /** The AWS account. */
    ACCOUNT("--account", "AWS account", FleetSetting.ACCOUNT.key(), null, "000000000000"),
    /** The AWS region. */
    REGION("--region", "AWS region", FleetSetting.REGION.key(), null, "eu-north-1"),
    /** The EKS clusters, one or more. */
    CLUSTER("--cluster", "EKS clusters, with spaces between", SettingsParser.CLUSTERS, null, "demo"),
    /** The server in all of them. */
    SERVER(
            "--server",
            "Server, " + ServerKind.VAULT.id() + " or " + ServerKind.OPENBAO.id(),
            "." + ClusterSetting.SERVER.key(),
            ServerKind.VAULT.id(),
            ServerKind.VAULT.id()),
    /** Its address, as the backup job reaches it. */
    VAULT_ADDRESS(
            "--vault-address",
            "Its address, a Service in the cluster",
            "." + ClusterSetting.VAULT_ADDRESS.key(),
            "http://vault-active.vault.svc.cluster.local:" + ServerKind.PORT,
            "http://vault:8200"),
    /** Who gets the alerts. */
    EMAIL("--email", "Mail address for alerts", SettingsParser.ALERTS, null, "oncall@example.com");

    private final String flag;
    private final String text;
    private final String path;
    private final @Nullable String usual;
    private final String placeholder;

    Question(String flag, String text, String path, @Nullable String usual, String placeholder) {
        this.flag = flag;
        this.text = text;
        this.path = path;
        this.usual = usual;
        this.placeholder = placeholder;
    }

    /** Returns the option that answers it. */
    public String flag() {
        return flag;
    }

    /** Returns what is asked. */
    String text() {
        return text;
    }

    /** Returns the answer that the settings mean when they have none, or null when they need one. */
    public @Nullable String usual() {
        return usual;
    }

    /** Returns an answer that is allowed, for the time in which there is none. */
    String placeholder() {
        return placeholder;
    }

    /** Returns which question a problem of the settings is about. */
    public static Question ofPath(String problem) {
        return Stream.of(SERVER, VAULT_ADDRESS)
                .filter(each -> problem.endsWith(each.path))
                .findFirst()
                .orElseGet(() -> Stream.of(values())
                        .filter(each -> problem.startsWith(each.path))
                        .findFirst()
                        .orElse(CLUSTER));
    }
}
