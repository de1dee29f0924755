package io.vaultsnapshot.snapshot.store;

import java.util.Optional;

/** Where pages lie that browsers open. Nothing here reads one again. */
public interface PageStore {
    /**
     * Returns the digest that the newest version of a page was written with, without reading the page; empty when there is no
     * page, or it was written without a digest.
     *
     * @throws StoreUnavailableException if the store could not be asked
     */
    Optional<String> digest(String key) throws StoreUnavailableException;

    /**
     * Writes a page, and replaces any version that is there.
     *
     * @param html the page; it is stored as UTF-8
     * @param digest what {@link #digest} returns from now on, ASCII
     * @throws StoreUnavailableException if the store could not be asked; the page may have been written nevertheless
     */
    void write(String key, String html, String digest) throws StoreUnavailableException;
}
