package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.manifests.resource.Volumes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.cdk8s.plus25.k8s.SecretVolumeSource;
import org.cdk8s.plus25.k8s.Volume;
import org.cdk8s.plus25.k8s.VolumeMount;

/** The volumes of the drill's pod, and which container sees which. */
final class DrillVolumes {
    /** What the scripts leave for the proof, under the shared volume. */
    static final String DRILL_FOLDER = KubernetesNames.SHARE_PATH + "/drill";
    /** The throw-away server's data. */
    static final String SERVER_PATH = "/server";
    /** The Secret with unseal keys: one key in each file. */
    static final String KEYS_PATH = "/var/run/secrets/vault-snapshot-drill/keys";
    /** The Secret with a seal stanza. */
    static final String SEAL_PATH = "/var/run/secrets/vault-snapshot-drill/seal";

    private static final String SERVER_VOLUME = "server";
    private static final String KEYS_VOLUME = "keys";
    private static final String SEAL_VOLUME = "seal";
    /** What the scripts leave beside the snapshot: some small files. */
    private static final int FOLDER_MIB = 16;

    private static final int AUDIT_MIB = 64;
    /** A server's own files before the restore: a new raft database has some of them. */
    private static final int EMPTY_SERVER_MIB = 512;
    /** The received snapshot and the database that is made of it, which took twice the snapshot; small entries take more. */
    private static final int SNAPSHOTS = 3;

    private final ClusterSettings cluster;
    private final List<VolumeMount> audit;

    DrillVolumes(ClusterSettings cluster) {
        this.cluster = cluster;
        this.audit = audit(cluster.get(DrillSetting.DRILL_AUDIT_FOLDERS));
    }

    /** A snapshot brings its audit devices along, and a server whose file audit device cannot be opened answers no request. */
    private static List<VolumeMount> audit(String folders) {
        List<VolumeMount> mounts = new ArrayList<>();
        for (String folder : new TreeSet<>(List.of(folders.split(",", -1)))) {
            mounts.add(Volumes.writable("audit-" + (mounts.size() + 1), folder));
        }
        return mounts;
    }

    List<Volume> all() {
        List<Volume> volumes = new ArrayList<>(List.of(
                Volumes.emptyDir(KubernetesNames.SHARE_VOLUME, shareMiB()),
                Volumes.emptyDir(SERVER_VOLUME, serverMiB()),
                Volumes.emptyDir(KubernetesNames.TMP_VOLUME, Volumes.TMP_MIB),
                Volumes.emptyDir(KubernetesNames.CLI_VOLUME, Volumes.CLI_MIB),
                Volumes.scripts(DrillNames.SCRIPTS_CONFIG_MAP)));
        audit.forEach(mount -> volumes.add(Volumes.emptyDir(mount.getName(), AUDIT_MIB)));
        if (DrillSeal.of(cluster) == DrillSeal.SECRET) {
            volumes.add(secret(SEAL_VOLUME, DrillNames.SEAL_SECRET));
        }
        if (DrillSeal.hasUnsealKeys(cluster)) {
            volumes.add(secret(KEYS_VOLUME, DrillNames.KEYS_SECRET));
        }
        cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP)
                .ifPresent(configMap -> volumes.add(Volumes.certificates(KubernetesNames.AWS_CA_VOLUME, configMap)));
        return volumes;
    }

    /** Returns all that the pod may write, with the logs. */
    int writableMiB() {
        return shareMiB()
                + serverMiB()
                + Volumes.TMP_MIB
                + Volumes.CLI_MIB
                + audit.size() * AUDIT_MIB
                + Volumes.LOG_MIB;
    }

    List<VolumeMount> forIsolation() {
        List<VolumeMount> mounts = common();
        mounts.add(Volumes.writable(KubernetesNames.CLI_VOLUME, KubernetesNames.CLI_PATH));
        return mounts;
    }

    /** Returns what the two containers with the AWS CLI see. */
    List<VolumeMount> forAws() {
        List<VolumeMount> mounts = common();
        addAuthorities(mounts);
        return mounts;
    }

    List<VolumeMount> forRestore() {
        List<VolumeMount> mounts = forIsolation();
        mounts.add(Volumes.writable(SERVER_VOLUME, SERVER_PATH));
        mounts.addAll(audit);
        if (DrillSeal.of(cluster) == DrillSeal.SECRET) {
            mounts.add(Volumes.readOnly(SEAL_VOLUME, SEAL_PATH));
        }
        if (DrillSeal.hasUnsealKeys(cluster)) {
            mounts.add(Volumes.readOnly(KEYS_VOLUME, KEYS_PATH));
        }
        addAuthorities(mounts);
        return mounts;
    }

    private static List<VolumeMount> common() {
        return new ArrayList<>(List.of(
                Volumes.writable(KubernetesNames.SHARE_VOLUME, KubernetesNames.SHARE_PATH),
                Volumes.writable(KubernetesNames.TMP_VOLUME, KubernetesNames.TMP_PATH),
                Volumes.readOnly(KubernetesNames.SCRIPTS_VOLUME, KubernetesNames.SCRIPTS_PATH)));
    }

    private void addAuthorities(List<VolumeMount> mounts) {
        if (cluster.get(ClusterSetting.AWS_CA_CONFIG_MAP).isPresent()) {
            mounts.add(Volumes.readOnly(KubernetesNames.AWS_CA_VOLUME, KubernetesNames.AWS_CA_PATH));
        }
    }

    private int shareMiB() {
        return cluster.get(ClusterSetting.SHARE_SIZE_MIB) + FOLDER_MIB;
    }

    private int serverMiB() {
        return SNAPSHOTS * cluster.get(ClusterSetting.SHARE_SIZE_MIB) + EMPTY_SERVER_MIB;
    }

    /** Without the Secret the pod starts all the same. Then the drill says in its proof what is missing. */
    private static Volume secret(String volume, String name) {
        return Volume.builder()
                .name(volume)
                .secret(SecretVolumeSource.builder()
                        .secretName(name)
                        .defaultMode(0440)
                        .optional(true)
                        .build())
                .build();
    }
}
