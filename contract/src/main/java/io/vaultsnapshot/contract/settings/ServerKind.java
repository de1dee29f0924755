package io.vaultsnapshot.contract.settings;

/** The server whose snapshots are taken. */
public enum ServerKind {
    /** HashiCorp Vault. */
    VAULT("vault", "vault", "hashicorp/vault:1.21.4"),
    /** OpenBao. */
    OPENBAO("openbao", "bao", "quay.io/openbao/openbao:2.6.2");

    private final String word;
    private final String cli;
    private final String image;

    ServerKind(String word, String cli, String image) {
        this.word = word;
        this.cli = cli;
        this.image = image;
    }

    /** Returns the word used in the settings. */
    public String id() {
        return word;
    }

    /** Returns the name of its command line program. */
    public String cli() {
        return cli;
    }

    /** Returns the image that holds that program, by default. */
    public String image() {
        return image;
    }

    static ServerKind ofId(String word) {
        return word.equals(VAULT.word) ? VAULT : OPENBAO;
    }
}
