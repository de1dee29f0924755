package io.vaultsnapshot.contract.env;

/** The variables of {@code configure-vault.sh}, rendered into its preamble for each cluster. */
public enum VaultSetupEnv implements EnvVariable {
    VAULT_CLI(false, "vault or bao; by default the one on PATH"),
    VAULT_AUTH_MOUNT(true, "path of the Kubernetes auth mount, without auth/"),
    VAULT_POLICY(true, "name of the policy that may read the snapshot endpoint"),
    VAULT_ROLE(true, "name of the role at the mount"),
    SERVICE_ACCOUNT_NAME(true, "ServiceAccount of the backup job"),
    SERVICE_ACCOUNT_NAMESPACE(true, "namespace of that ServiceAccount"),
    VAULT_AUDIENCE(true, "audience that a token must have"),
    VAULT_TOKEN_TTL(true, "life of a login's token, seconds"),
    KUBERNETES_HOST(true, "URL of the API server as the server reaches it"),
    TOKEN_REVIEWER(true, "who reviews tokens: in-cluster (the server's own account) or secret"),
    REVIEWER_NAMESPACE(true, "namespace of the reviewer's Secret"),
    REVIEWER_SECRET(true, "name of the reviewer's Secret, read with kubectl when TOKEN_REVIEWER is secret"),
    CLUSTER(true, "label of the reviewer's Secret, which names the EKS cluster; another cluster's Secret is refused"),
    CANARY_PATH(false, "with restore drills: mount and name of the canary, which the backup job writes"),
    DRILL_AUTH_MOUNT(false, "with restore drills: path of the AppRole auth mount, without auth/"),
    DRILL_ROLE(false, "with restore drills: name of the AppRole, and its role id"),
    DRILL_POLICY(false, "with restore drills: name of that role's policy"),
    KUBERNETES_CA_FILE(false, "file with the API server's CA, instead of the Secret's"),
    REVIEWER_JWT_FILE(false, "file with the reviewer's token, instead of the Secret's");

    private final boolean required;
    private final String meaning;

    VaultSetupEnv(boolean required, String meaning) {
        this.required = required;
        this.meaning = meaning;
    }

    @Override
    public boolean required() {
        return required;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
