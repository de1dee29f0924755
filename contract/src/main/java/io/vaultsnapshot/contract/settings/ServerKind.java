package io.vaultsnapshot.contract.settings;

/** The server whose snapshots are taken. */
public enum ServerKind {
    /** HashiCorp Vault. */
    VAULT("vault", "vault", "hashicorp/vault:1.21.4"),
    /** OpenBao. */
    OPENBAO("openbao", "bao", "quay.io/openbao/openbao:2.6.2");

    /** The port that both servers listen on by default. */
    public static final int PORT = 8200;

    private final String id;
    private final String cli;
    private final String image;

    ServerKind(String id, String cli, String image) {
        this.id = id;
        this.cli = cli;
        this.image = image;
    }

    /** Returns its name in the settings. */
    public String id() {
        return id;
    }

    /** Returns the name of its command line program. */
    public String cli() {
        return cli;
    }

    /** Returns the image that holds that program, by default. */
    public String image() {
        return image;
    }
}
