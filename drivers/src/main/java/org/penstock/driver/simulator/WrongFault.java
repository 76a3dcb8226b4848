package org.penstock.driver.simulator;

import java.util.Locale;

/** A fault that cannot be had, as written or as asked for. */
final class WrongFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String word;
    private final String what;
    private final String remedy;

    /** @param word the field that is wrong @param what what is wrong with it @param remedy what to write instead */
    WrongFault(String word, String what, String remedy) {
        super(what + ": " + remedy, null, false, false);
        this.word = word;
        this.what = what;
        this.remedy = remedy;
    }

    String word() {
        return word;
    }

    String what() {
        return what;
    }

    String remedy() {
        return remedy;
    }

    /** Both, as a person reads them outside a file. */
    String inWords() {
        String plain = (what + ": " + remedy + ".").replace("?.", "?");
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }
}
