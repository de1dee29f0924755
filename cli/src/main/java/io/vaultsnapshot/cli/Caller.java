package io.vaultsnapshot.cli;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The identity that runs the tool. */
final class Caller {
    private Caller() {}

    /** Returns the identity's ARN, or the local user's name when STS does not answer. Either is a claim, not a proof. */
    static String name() {
        try (StsClient sts =
                StsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            return sts.getCallerIdentity().arn();
        } catch (SdkException unknown) {
            return "local user " + System.getProperty("user.name");
        }
    }
}
