package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.penstock.core.audit.ChainId;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.DestructionSigning;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signoff;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Provenance;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.Holds;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.Recipe;
import org.penstock.core.inventory.RecipeSigning;

/** Does with lots and recipes what was signed, each in one transaction. @see ConsentDesk when it does */
final class SignedStock {
    private final Database database;
    private final ChainId chain;
    private final InstantSource wall;

    SignedStock(Database database, ChainId chain, InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.wall = wall;
    }

    /** Releases a hold. @return what became of it, in words */
    String release(Signoff signoff, Provenance by) {
        UUID hold = UUID.fromString(String.valueOf(signoff.payload().get("hold")));
        return database.transact(sql -> switch (new Holds(chain).release(sql, signoff.id(), hold, by, wall.instant())) {
            case Execution.Done<Hold> done -> {
                List<Hold> others =
                        new LotQuery(chain).keeping(sql, done.result().lotId());
                String lot = "Lot " + done.result().lotNo() + " is released";
                yield others.isEmpty()
                        ? lot + "."
                        : lot + " from this hold, and still held for "
                                + others.getFirst().reason().word() + " by "
                                + others.getFirst().placedBy() + ".";
            }
            case Execution.Refused<Hold> refused -> refused.refusal().inWords();
        });
    }

    /** Puts a recipe in force. @return what became of it, in words */
    String putInForce(Signoff signoff, Provenance by) {
        return database.transact(sql -> switch (new RecipeSigning(chain).approve(sql, signoff, by, wall.instant())) {
            case Execution.Done<Recipe> done ->
                "Version " + signoff.payload().get("version") + " of recipe "
                        + done.result().key() + " is in force.";
            case Execution.Refused<Recipe> refused -> refused.refusal().inWords();
        });
    }

    /** What a recipe would become, a line each. */
    List<String> inWords(Signoff signoff) {
        return database.read(sql -> new RecipeSigning(chain).inWords(sql, signoff));
    }

    /** Destroys. @return what became of it, in words */
    String destroy(Signoff signoff, Provenance by) {
        UUID id = UUID.fromString(String.valueOf(signoff.payload().get("destruction")));
        return database.transact(sql -> switch (new DestructionSigning(chain)
                .execute(sql, signoff.id(), id, by, wall.instant())) {
            case Execution.Done<Destruction> done -> {
                Lot left = new LotQuery(chain).find(sql, done.result().lotId()).orElseThrow();
                yield "Destroyed: " + signoff.payload().get("quantity") + " " + left.unit() + " of lot "
                        + left.lotNo() + ", of which "
                        + (left.quantity().signum() == 0
                                ? "nothing is left."
                                : left.quantity().stripTrailingZeros().toPlainString() + " " + left.unit()
                                        + " are left.");
            }
            case Execution.Refused<Destruction> refused -> refused.refusal().inWords();
        });
    }
}
