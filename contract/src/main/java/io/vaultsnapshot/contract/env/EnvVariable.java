package io.vaultsnapshot.contract.env;

/** An environment variable. The code that sets it and the code that reads it use the same constant. */
public interface EnvVariable {
    /** Returns the variable's name; by convention the enum constant's. */
    String name();

    /** Returns whether the reader refuses to start without it. */
    boolean required();

    /** Returns what the value is, with its unit and form. */
    String meaning();
}
