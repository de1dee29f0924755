package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;

/** The token reviews in the API server's audit log. The line of a review is written after its answer. */
public final class TokenReviews {
    private static final JsonMapper JSON = new JsonMapper();

    private final ControlPlane kubernetes;

    /** Reads the log of a control plane. */
    public TokenReviews(ControlPlane kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Returns how many tokens of a subject were confirmed to a reviewer. Both are names of Kubernetes users. */
    public long count(String reviewer, String subject) throws IOException {
        long count = 0;
        String log = Files.readString(kubernetes.auditLog());
        // Other scenarios log in at the same time, so the last line may be incomplete.
        for (String line : log.substring(0, log.lastIndexOf('\n') + 1).lines().toList()) {
            JsonNode event = JSON.readTree(line);
            if (event.at("/user/username").asText().equals(reviewer)
                    && event.at("/responseObject/status/user/username").asText().equals(subject)) {
                count++;
            }
        }
        return count;
    }
}
