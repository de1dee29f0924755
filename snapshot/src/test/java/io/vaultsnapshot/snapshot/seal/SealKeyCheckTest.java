package io.vaultsnapshot.snapshot.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which level the keys of a seal give to an intact snapshot, and what is said when they give none. */
class SealKeyCheckTest {
    private static final String ONE = "arn:aws:kms:eu-north-1:111122223333:key/11111111-1111-1111-1111-111111111111";
    private static final String OTHER = "arn:aws:kms:eu-west-1:111122223333:key/22222222-2222-2222-2222-222222222222";

    private final SealKeysByArn keys = new SealKeysByArn();
    private final SealKeyCheck check = new SealKeyCheck(keys);

    @ParameterizedTest
    @ValueSource(strings = {"transit", "static", "gcpckms", "azurekeyvault", "pkcs11"})
    void check_sealThatCannotBeLookedUp_namesTheSettingFirst(String type) {
        Finding before = Finding.of(FindingCode.TAKEN_IN_FUTURE, "was found before");

        VerificationRecord record = check.check(cluster("unsealable"), record(type, List.of("a/v1"), before));

        assertEquals(ProofLevel.INTACT, record.level());
        Finding first = record.findings().get(0);
        assertEquals(FindingCode.SEAL_KEY_UNCHECKABLE, first.code());
        assertTrue(first.message().contains("proofLevel"), first::message);
        assertTrue(first.message().contains(type), first::message);
        assertTrue(first.code().hint().contains("You then give up"), first.code()::hint);
        assertEquals(before, record.findings().get(1));
        assertEquals(List.of(), keys.checked());
    }

    @Test
    void check_clusterThatAsksForIntactOnly_isNotToldAgain() {
        VerificationRecord record = record("transit", List.of("transit/v1"));

        assertEquals(record, check.check(cluster("intact"), record));
    }

    /** As for a restore: no settings say which keys to expect. */
    @Test
    void problems_everyKeyUnusable_areThoseOfAllKeys() {
        keys.set(ONE, FindingCode.KMS_KEY_DISABLED);
        keys.set(OTHER, FindingCode.KMS_KEY_MISSING);

        assertEquals(
                List.of(FindingCode.KMS_KEY_DISABLED, FindingCode.KMS_KEY_MISSING),
                check.problems(sealInfo("awskms", List.of(ONE, OTHER))).stream()
                        .map(Finding::code)
                        .toList());
    }

    @Test
    void problems_oneKeyUsable_areNone() {
        keys.set(ONE, FindingCode.KMS_KEY_DISABLED);

        assertEquals(List.of(), check.problems(sealInfo("awskms", List.of(ONE, OTHER))));
    }

    @Test
    void problems_sealWithoutAKeyInKms_areNoneAndNothingIsAsked() {
        assertEquals(List.of(), check.problems(sealInfo("shamir", List.of())));
        assertEquals(List.of(), keys.checked());
    }

    /** Each letter is a key: usable, disabled, or not known. */
    @ParameterizedTest
    @CsvSource({
        "u,  UNSEALABLE, false, ''",
        "d,  INTACT,     true,  KMS_KEY_DISABLED",
        "n,  INTACT,     false, KMS_KEY_UNCHECKED",
        "uu, UNSEALABLE, false, ''",
        "ud, UNSEALABLE, false, SEAL_KEY_SPARE_UNUSABLE",
        "du, UNSEALABLE, false, SEAL_KEY_SPARE_UNUSABLE",
        "un, UNSEALABLE, false, KMS_KEY_UNCHECKED",
        "nu, UNSEALABLE, false, KMS_KEY_UNCHECKED",
        "dd, INTACT,     true,  KMS_KEY_DISABLED KMS_KEY_DISABLED",
        "dn, INTACT,     false, KMS_KEY_DISABLED KMS_KEY_UNCHECKED",
    })
    void check_severalKeys_oneUsableSuffices(String states, ProofLevel level, boolean unusable, String codes) {
        List<String> names = List.of(ONE, OTHER).subList(0, states.length());
        for (int i = 0; i < states.length(); i++) {
            switch (states.charAt(i)) {
                case 'd' -> keys.set(names.get(i), FindingCode.KMS_KEY_DISABLED);
                case 'n' -> keys.set(names.get(i), FindingCode.KMS_KEY_UNCHECKED);
                default -> keys.mend(names.get(i));
            }
        }
        VerificationRecord record = record(SealInfo.MULTISEAL, names);

        VerificationRecord checked = check.check(cluster("unsealable"), record);

        assertEquals(level, checked.level());
        assertEquals(
                codes,
                String.join(
                        " ",
                        checked.findings().stream()
                                .map(each -> each.code().name())
                                .toList()));
        SealKeyState state = check.state(cluster("unsealable"), record.archive().seal());
        assertEquals(level == ProofLevel.UNSEALABLE, state.usable());
        assertEquals(unusable, state.isUnusable());
    }

    @Test
    void check_severalSealsWithoutAKmsKey_cannotBeLookedUp() {
        VerificationRecord record =
                check.check(cluster("unsealable"), record(SealInfo.MULTISEAL, List.of("transit/v1", "transit/v1")));

        assertEquals(FindingCode.SEAL_KEY_UNCHECKABLE, record.findings().get(0).code());
        assertFalse(record.level() == ProofLevel.UNSEALABLE);
    }

    private static ClusterSettings cluster(String proofLevel) {
        Map<String, String> cluster = Map.of("name", "demo", "writerRole", "writer", "proofLevel", proofLevel);
        return SettingsParser.parse(Map.of(
                        "account",
                        "111122223333",
                        "region",
                        "eu-north-1",
                        "bucket",
                        "snapshots",
                        "clusters",
                        List.of(cluster)))
                .clusters()
                .get(0);
    }

    private static VerificationRecord record(String type, List<String> keys, Finding... findings) {
        SealInfo seal = sealInfo(type, keys);
        ArchiveReport archive = new ArchiveReport("ab", 1, null, List.of(), seal, Map.of(), StateContents.EMPTY);
        return new VerificationRecord(
                new SnapshotVersion(
                        SnapshotKey.parse("snapshots/demo/vault_20261123_020005.snap")
                                .orElseThrow(),
                        "v"),
                Instant.parse("2026-11-23T02:01:00Z"),
                Verdict.INTACT,
                ProofLevel.INTACT,
                archive,
                null,
                List.of(findings));
    }

    private static SealInfo sealInfo(String type, List<String> keys) {
        return new SealInfo(type, 1, 1, null, keys, null, null);
    }
}
