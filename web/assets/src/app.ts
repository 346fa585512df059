// What every page loads.
import "./dialog";
import "./nav";
import "./bulletin";
import "./fold";
