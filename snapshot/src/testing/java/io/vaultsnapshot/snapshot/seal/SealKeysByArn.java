package io.vaultsnapshot.snapshot.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys that are alive until a test says otherwise; remembers which were asked about. */
public final class SealKeysByArn implements SealKeys {
    private final Map<String, SealKeyState> states = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    /** Says how a key stands from now on. */
    public void set(String keyArn, SealKeyState state) {
        states.put(keyArn, state);
    }

    /** Returns the keys that were asked about, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public SealKeyState check(String keyArn) {
        asked.add(keyArn);
        return states.getOrDefault(keyArn, SealKeyState.ALIVE);
    }
}
