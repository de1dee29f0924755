package io.vaultsnapshot.e2e.irsa;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;

/**
 * The roles of the functions and of people in {@link Gateway}: their policies word for word, with the trust of a backup job's role.
 * The gateway knows no sessions but those of web identities.
 */
public final class OtherRoles implements SuiteServer {
    private final Template.Role verifier;
    private final Template.Role widget;
    private final Template.Role restorer;
    private final Template.Role auditor;

    /** Creates them. */
    public OtherRoles(Suite suite) {
        suite.get(WriterRoles.class);
        FleetSettings fleet = suite.get(FleetSettings.class);
        Template template = suite.get(Template.class);
        ClusterSettings first = fleet.settings().clusters().get(0);
        Template.Role trusted = template.role(first.get(ClusterSetting.WRITER_ROLE));
        String region = fleet.settings().region();
        verifier = trust(template.roleOfAFunction("VerifierRole"), trusted);
        widget = trust(template.roleOfAFunction("WidgetRole"), trusted);
        restorer = trust(template.role(AwsNames.restorerRole(region)), trusted);
        auditor = trust(template.role(AwsNames.auditorRole(region)), trusted);
        Gateway gateway = suite.get(Gateway.class);
        WriterRoles.install(gateway, verifier);
        WriterRoles.install(gateway, widget);
        WriterRoles.install(gateway, restorer);
        WriterRoles.install(gateway, auditor);
    }

    private static Template.Role trust(Template.Role role, Template.Role trusted) {
        return new Template.Role(role.name(), trusted.trustPolicy(), role.inlinePolicies());
    }

    /** Returns the name of the verifier's role. */
    public String verifier() {
        return verifier.name();
    }

    /** Returns the name of the role of the widget's function. */
    public String widget() {
        return widget.name();
    }

    /** Returns the name of the restorer's role. */
    public String restorer() {
        return restorer.name();
    }

    /** Returns the name of the auditor's role. */
    public String auditor() {
        return auditor.name();
    }
}
