package com.sun.glass.ui.headlesswide;

import com.sun.glass.ui.*;
import com.sun.glass.ui.headless.*;
import java.nio.ByteBuffer;

/** -Dglass.platform=HeadlessWide -Dheadlesswide.size=1920x1080 : the JavaFX 26 headless platform with a larger screen. */
public final class HeadlessWidePlatformFactory extends HeadlessPlatformFactory {
    @Override
    public Application createApplication() {
        return new Wide();
    }

    static final class Wide extends HeadlessApplication {
        private Screen[] wide;
        private GlassRobot robot;

        /**
         * One robot for all: a robot keeps the window it last pressed a key in, and every window keeps the robot of its
         * time, so that with a robot for each test all windows of a run would stay in memory behind the newest one.
         */
        @Override
        public GlassRobot createRobot() {
            if (robot == null) {
                robot = super.createRobot();
            }
            return robot;
        }

        /**
         * A window that nobody sees: what is drawn is not copied, pixel after pixel, into the picture of a screen, which took
         * two fifths of the processor time of the window's tests. Pictures are taken of scenes, which does not need it.
         */
        @Override
        public View createView() {
            return new HeadlessView() {
                @Override
                protected void _uploadPixels(long view, Pixels pixels) {}
            };
        }

        @Override
        public Window createWindow(Window owner, Screen screen, int style) {
            Window w = super.createWindow(owner, screen, style);
            try {
                var f = HeadlessWindow.class.getDeclaredField("stride");
                f.setAccessible(true);
                f.setInt(w, wide[0].getWidth());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            return w;
        }

        @Override
        protected Screen[] staticScreen_getScreens() {
            if (wide == null) {
                String[] wh =
                        System.getProperty("headlesswide.size", "1920x1080").split("x");
                int w = Integer.parseInt(wh[0]), h = Integer.parseInt(wh[1]);
                wide = new Screen[] {new Screen(0, 32, 0, 0, w, h, 0, 0, w, h, 0, 0, w, h, 100, 100, 1f, 1f, 1f, 1f)};
                try {
                    var f = HeadlessApplication.class.getDeclaredField("frameBuffer");
                    f.setAccessible(true);
                    f.set(this, ByteBuffer.allocate(w * h * 4));
                    var s = HeadlessApplication.class.getDeclaredField("screens");
                    s.setAccessible(true);
                    s.set(this, wide);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return wide;
        }
    }
}
