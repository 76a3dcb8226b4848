package org.penstock.core.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Why stuff stays as it is: what, why, and what to do. Nothing was changed. */
public sealed interface LotRefusal {
    /** Sentences for a person. */
    String inWords();

    /** There is none. */
    record Unknown(String what, UUID id) implements LotRefusal {
        @Override
        public String inWords() {
            return "There is no " + what + " " + id + " at this site.";
        }
    }

    /** Nothing is called so. */
    record NotNamed(String what, String name) implements LotRefusal {
        @Override
        public String inWords() {
            return "There is no " + what + " \"" + name + "\" at this site.";
        }
    }

    /** It lies at several places, or nowhere, and nobody said at which. */
    record Whence(String lotNo, Collection<String> places) implements LotRefusal {
        @Override
        public String inWords() {
            return places.isEmpty()
                    ? "Nothing of lot " + lotNo + " is left anywhere."
                    : "Lot " + lotNo + " lies at " + String.join(" and at ", places) + ". Say from where.";
        }
    }

    /** The lot is held. */
    record Held(String lotNo, MovementType wish, List<Hold> holds) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lot " + lotNo + " cannot be " + wish.inWords() + ": "
                    + holds.stream()
                            .map(h -> (h.lotNo().equals(lotNo) ? "it" : "lot " + h.lotNo() + ", from which it came,")
                                    + " is held for " + h.reason().word() + " by " + h.placedBy() + " since "
                                    + h.placedAt())
                            .collect(Collectors.joining("; "))
                    + ". Ask for the release of the hold, or for the destruction of the lot.";
        }
    }

    /** It is closed. */
    record Closed(String lotNo, String as) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lot " + lotNo + " is closed: it was " + as + ".";
        }
    }

    /** It is not judged, or judged unfit. */
    record NotReleased(String lotNo, MovementType wish, LotState state) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lot " + lotNo + " cannot be " + wish.inWords() + ": it is " + state.word() + ". "
                    + (state == LotState.PENDING ? "Release it first." : "It can only be kept or destroyed.");
        }
    }

    /** There is less than that. */
    record NotEnough(String lotNo, BigDecimal there, BigDecimal wanted, String unit, String what)
            implements LotRefusal {
        @Override
        public String inWords() {
            return "Of lot " + lotNo + " " + plain(there) + " " + unit + " " + what + ", not " + plain(wanted) + " "
                    + unit + ". Count it, or adjust it with a reason.";
        }
    }

    /** That is no quantity. */
    record NoQuantity(String text) implements LotRefusal {
        @Override
        public String inWords() {
            return "A quantity is more than 0, below 1,000,000,000,000 and has at most 6 decimals; " + text
                    + " is not.";
        }
    }

    /** Another lot has the number, or another item the code. */
    record Taken(String what, String name) implements LotRefusal {
        @Override
        public String inWords() {
            return "There is another " + what + " " + name + " already. Choose another name.";
        }
    }

    /** The same deed was told otherwise before. */
    record ToldOtherwise(String sourceKey) implements LotRefusal {
        @Override
        public String inWords() {
            return "What is told as " + sourceKey
                    + " was told before, and otherwise. Nothing was changed; look at what is"
                    + " recorded, and reverse it if it is wrong.";
        }
    }

    /** It would descend from itself. */
    record Circle(String parent, String child) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lot " + child + " cannot come from lot " + parent + ": " + parent + " came from " + child + ".";
        }
    }

    /** Lots of two items, or units. */
    record OtherItem(String lotNo, String otherNo) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lots " + lotNo + " and " + otherNo + " are of different items and cannot become one.";
        }
    }

    /** A word is missing. */
    record NoReason(String what) implements LotRefusal {
        @Override
        public String inWords() {
            return "Say why, in a few words: " + what + " without a reason is not recorded.";
        }
    }

    /** A text does not fit. */
    record TooLong(String what, int most) implements LotRefusal {
        @Override
        public String inWords() {
            return "The " + what + " may have " + most + " characters. Say it shorter.";
        }
    }

    /** It cannot be taken back. */
    record Final(MovementType type, String why) implements LotRefusal {
        @Override
        public String inWords() {
            return "A movement of type " + type.word() + " is not reversed: " + why + ".";
        }
    }

    /** It is held for that already. */
    record HeldAlready(String lotNo, HoldReason reason, String by) implements LotRefusal {
        @Override
        public String inWords() {
            return "Lot " + lotNo + " is held for " + reason.word() + " already, by " + by + ".";
        }
    }

    /** The hold is over. */
    record HoldOver(UUID hold) implements LotRefusal {
        @Override
        public String inWords() {
            return "Hold " + hold + " is over already.";
        }
    }

    /** It has not happened yet. */
    record Future(Instant at) implements LotRefusal {
        @Override
        public String inWords() {
            return "It says that it happened at " + at + ", which is in the future. Look at the clocks.";
        }
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
