package io.vaultsnapshot.report.html;

import java.util.Collection;
import java.util.Locale;

/** The elements of the page. None loads, sends or runs anything, so no mistake in a section can. */
public enum Tag {
    /** Parts of a page. */
    HEADER,
    MAIN,
    FOOTER,
    NAV,
    SECTION,
    DIV,
    H1,
    H2,
    H3,
    P,
    /** Lists. */
    UL,
    OL,
    LI,
    DL,
    DT,
    DD,
    /** Parts of a sentence. */
    A,
    B,
    CODE,
    SMALL,
    SPAN,
    TIME,
    /** Tables. */
    TABLE,
    CAPTION,
    THEAD,
    TBODY,
    TR,
    TH,
    TD,
    /** Drawings. */
    SVG,
    TITLE,
    PATH;

    /** Returns an element with an attribute. */
    public Element with(Attribute attribute, String value) {
        return new Element(this).with(attribute, value);
    }

    /** Returns an element with a content. */
    public Html of(Html... content) {
        return new Element(this).of(content);
    }

    /** Returns an element with a content. */
    public Html of(Collection<Html> content) {
        return new Element(this).of(content);
    }

    /** Returns an element with a text. */
    public Html of(String text) {
        return new Element(this).of(text);
    }

    String markup() {
        return name().toLowerCase(Locale.ROOT);
    }
}
