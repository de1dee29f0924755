package io.vaultsnapshot.testing.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks.
 *
 * @param type AWS, Service or Federated, as policies write it
 * @param id the ARN or the service's name
 */
public record IamPrincipal(String type, String id) {
    private static final Pattern ACCOUNT = Pattern.compile("arn:[^:]*:[a-z]+:[^:]*:([0-9]{12}):.*");

    /** Returns an IAM user, a role or an account. */
    public static IamPrincipal aws(String arn) {
        return new IamPrincipal("AWS", arn);
    }

    /** Returns a service of AWS. */
    public static IamPrincipal service(String name) {
        return new IamPrincipal("Service", name);
    }

    /** Returns the bearer of a token of an OIDC provider. */
    public static IamPrincipal federated(String providerArn) {
        return new IamPrincipal("Federated", providerArn);
    }

    /** Returns the account of a principal of AWS. */
    String account() {
        Matcher matcher = ACCOUNT.matcher(id);
        if (!matcher.matches()) {
            throw new UndecidedException("no account in " + id);
        }
        return matcher.group(1);
    }
}
