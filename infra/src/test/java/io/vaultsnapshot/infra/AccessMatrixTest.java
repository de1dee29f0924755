package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.access.AccessCell;
import io.vaultsnapshot.testing.access.AccessIdentity;
import io.vaultsnapshot.testing.access.AccessMatrix;
import io.vaultsnapshot.testing.iam.IamPolicy;
import io.vaultsnapshot.testing.iam.IamResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cell of the access matrix, decided by IAM's rules from the policies of a synthesized template. */
class AccessMatrixTest {
    /** What the boundary of full.json allows: no more than the services that roles here use. */
    private static final IamPolicy BOUNDARY = IamPolicy.of(Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    List.of("s3:*", "kms:*", "sns:*", "sqs:*", "logs:*", "events:*", "lambda:*"),
                    "Resource",
                    "*"))));

    private static final Map<String, List<String>> WRONG = new HashMap<>();
    private static final Map<String, Set<AccessIdentity>> PRESENT = new HashMap<>();
    private static final Set<AccessCell> DECIDED = new HashSet<>();

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "pod-identity", "elsewhere"})
    void template_everyCell_isDecidedAsTheMatrixSays(String name) {
        assertEquals(List.of(), wrong(name));
    }

    @Test
    void templates_haveEveryIdentity_andDecideEveryCellThatIsNotExecuted() {
        Set<AccessIdentity> present = EnumSet.noneOf(AccessIdentity.class);
        for (String name : List.of("minimal", "full", "pod-identity", "elsewhere")) {
            wrong(name);
            present.addAll(PRESENT.get(name));
        }
        assertEquals(EnumSet.allOf(AccessIdentity.class), present);
        List<String> unchecked = AccessMatrix.cells().stream()
                .filter(cell -> !DECIDED.contains(cell))
                .filter(cell ->
                        AccessMatrix.allows(cell) || !AccessMatrix.executed().contains(cell))
                .map(AccessCell::toString)
                .toList();
        assertEquals(List.of(), unchecked);
    }

    private static List<String> wrong(String name) {
        return WRONG.computeIfAbsent(name, AccessMatrixTest::check);
    }

    private static List<String> check(String name) {
        SynthesizedStack synthesized = SynthesizedStack.of(name);
        SnapshotSettings settings = ContextSettings.read(synthesized.app().getNode());
        TemplateIam iam = new TemplateIam(synthesized.template().template(), settings, BOUNDARY);
        Optional<IamResource> replica = settings.replica()
                .map(where -> new TemplateIam(synthesized.replica().orElseThrow(), settings, BOUNDARY)
                        .bucket(where.bucket(), where.account()));
        List<String> wrong = new ArrayList<>();
        Set<AccessIdentity> present = EnumSet.noneOf(AccessIdentity.class);
        for (AccessSubject subject : AccessSubject.of(settings, iam)) {
            present.add(subject.identity());
            AccessDecision decision = new AccessDecision(settings, iam, replica, subject);
            for (AccessCell cell : AccessMatrix.cells()) {
                if (cell.identity() == subject.identity()) {
                    Optional<Boolean> allowed = decision.of(cell.attempt(), cell.target());
                    allowed.ifPresent(is -> {
                        DECIDED.add(cell);
                        if (is != AccessMatrix.allows(cell)) {
                            wrong.add(cell + (is ? " is allowed" : " is refused") + " (" + subject + ")");
                        }
                    });
                }
            }
        }
        PRESENT.put(name, present);
        return wrong;
    }
}
