package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.util.ArrayList;
import java.util.List;

/** Every cluster's manifests in the API server. Only this class applies them first: two at once would both create objects. */
public final class AppliedManifests implements SuiteServer {
    private final ControlPlane kubernetes;
    private final Manifests manifests;
    private final FleetSettings fleet;
    private final CommandResult first;

    /** Applies all of them, as the README says, in one call: one kubectl per cluster would take two seconds each. */
    public AppliedManifests(Suite suite) {
        this.kubernetes = suite.get(ControlPlane.class);
        this.manifests = suite.get(Manifests.class);
        this.fleet = suite.get(FleetSettings.class);
        this.first = apply();
    }

    /** Returns what kubectl printed when it applied them the first time. */
    public CommandResult first() {
        return first;
    }

    /** Applies all of them again. */
    public CommandResult again() {
        return apply();
    }

    private CommandResult apply() {
        List<String> line = new ArrayList<>(List.of("apply", "--validate=strict"));
        for (ClusterSettings cluster : fleet.settings().clusters()) {
            line.add("-f=" + manifests.of(cluster.name()));
        }
        return kubernetes.kubectl(line.toArray(String[]::new)).orFail();
    }
}
