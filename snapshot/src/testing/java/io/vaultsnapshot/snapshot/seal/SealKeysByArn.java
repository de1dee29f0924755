package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys that are usable until a test says otherwise. Keeps which ones were checked. */
public final class SealKeysByArn implements SealKeys {
    private final Map<String, Finding> problems = new HashMap<>();
    private final List<String> checked = new ArrayList<>();

    /** Gives a key a problem from now on. */
    public void set(String keyArn, FindingCode problem) {
        problems.put(keyArn, Finding.of(problem, "set by the test"));
    }

    /** Makes a key usable again. */
    public void mend(String keyArn) {
        problems.remove(keyArn);
    }

    /** Returns the keys that were checked, in order. */
    public List<String> checked() {
        return List.copyOf(checked);
    }

    @Override
    public Optional<Finding> problem(String keyArn) {
        checked.add(keyArn);
        return Optional.ofNullable(problems.get(keyArn));
    }
}
