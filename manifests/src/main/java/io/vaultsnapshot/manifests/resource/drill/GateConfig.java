package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;

/**
 * The configuration of Squid (versions 5 and 6; directives as in its configuration manual). It forwards CONNECT to the hosts of
 * the list and nothing else, keeps nothing, and writes no file, so it runs without root and on a read-only file system.
 */
final class GateConfig {
    private static final String BEFORE = """
            # -n: compares the host as the client wrote it. Without it Squid looks up the name of an address, and whoever
            # owns the address chooses that name.
            """;
    private static final String AFTER = """
            http_access deny all

            http_port %d
            visible_hostname vault-snapshot-gate
            via off
            forwarded_for delete
            httpd_suppress_version_string on

            # Nothing is kept and no file is written. Each request is one line on standard error: method, host, port, decision.
            cache deny all
            cache_mem 0
            cache_log /dev/null
            cache_store_log none
            access_log none
            debug_options ALL,1 85,2
            pid_filename none
            netdb_filename none
            coredump_dir none
            pinger_enable off
            shutdown_lifetime 5 seconds
            # Squid reserves memory for as many as the container runtime allows, which can be a billion.
            max_filedescriptors 1024
            """;

    private GateConfig() {}

    static String of(SnapshotSettings settings, ClusterSettings cluster) {
        StringBuilder text = new StringBuilder(BEFORE);
        GateHosts.of(settings, cluster)
                .forEach(host ->
                        text.append("acl aws dstdomain -n ").append(host).append('\n'));
        text.append("acl https port 443\nhttp_access allow CONNECT https aws\n");
        cluster.get(DrillSetting.DRILL_SEAL_ADDRESS).ifPresent(seal -> text.append("acl seal_host dstdomain -n ")
                .append(seal.host())
                .append("\nacl seal_port port ")
                .append(seal.port())
                .append("\nhttp_access allow CONNECT seal_port seal_host\n"));
        return text.append(AFTER.formatted(Gate.PORT)).toString();
    }
}
