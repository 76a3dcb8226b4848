package org.penstock.bench;

import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Going;

/** A page that stands alone leads nowhere. */
final class Nowhere implements Going {
    @Override
    public void go(PageAddress address) {
        // There is no other page.
    }

    @Override
    public void goTo(PageAddress address, String key) {
        // There is no other page.
    }

    @Override
    public void goBeside(PageAddress address) {
        // There is no other page.
    }
}
