package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import software.amazon.awscdk.DefaultStackSynthesizer;
import software.amazon.awscdk.IStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.CfnRole;

/** What an organisation asks of every stack in its accounts: a permissions boundary, a path of roles, tags, a bootstrap. */
final class OrganisationRules {
    private static final String NO_PATH = "/";

    private OrganisationRules() {}

    /** Changes the roles that the stack has by now, so this is called last. */
    static void apply(Stack stack, SnapshotSettings settings) {
        String path = settings.get(FleetSetting.ROLE_PATH);
        stack.getNode().findAll().stream()
                .filter(CfnRole.class::isInstance)
                .map(CfnRole.class::cast)
                .forEach(role -> {
                    settings.get(FleetSetting.PERMISSIONS_BOUNDARY).ifPresent(role::setPermissionsBoundary);
                    if (!path.equals(NO_PATH)) {
                        role.setPath(path);
                    }
                });
        settings.get(FleetSetting.TAGS).forEach(tag -> Tags.of(stack).add(tag.key(), tag.value()));
    }

    static IStackSynthesizer synthesizer(SnapshotSettings settings) {
        DefaultStackSynthesizer.Builder synthesizer = DefaultStackSynthesizer.Builder.create();
        settings.get(FleetSetting.BOOTSTRAP_QUALIFIER).ifPresent(synthesizer::qualifier);
        return synthesizer.build();
    }
}
