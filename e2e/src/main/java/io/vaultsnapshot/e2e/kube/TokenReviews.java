package io.vaultsnapshot.e2e.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;

/** The reviews of tokens in the API server's audit log. A review's line is written once it has been answered. */
public final class TokenReviews {
    private static final JsonMapper JSON = new JsonMapper();

    private final ControlPlane kubernetes;

    /** Reads the log of a control plane. */
    public TokenReviews(ControlPlane kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Returns how many tokens of a subject a reviewer has had confirmed; both as Kubernetes calls its users. */
    public long count(String reviewer, String subject) throws IOException {
        long count = 0;
        String log = Files.readString(kubernetes.auditLog());
        // Others log in meanwhile, so the last line may be half written.
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
